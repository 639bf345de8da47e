using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.People;

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("People");
        table.HasKey(person => person.Id);
        table.Property(person => person.Name).HasMaxLength(40);
        table.HasIndex(person => person.Name).IsUnique();
    }
}
