using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workbench.Governance.Requests;

namespace Workbench.Governance.Permits;

internal sealed class PermitTable : IEntityTypeConfiguration<Permit>, IEntityTypeConfiguration<PermitPerson>
{
    public void Configure(EntityTypeBuilder<Permit> table)
    {
        table.ToTable("Permits");
        table.HasKey(permit => permit.Id);
        table.Property(permit => permit.State).IsConcurrencyToken();
        table.HasOne<AccessRequest>().WithMany().HasForeignKey(permit => permit.RequestId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(permit => permit.Project).WithMany().HasForeignKey(permit => permit.ProjectId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(permit => permit.Cohort).WithMany().HasForeignKey(permit => permit.CohortId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasMany(permit => permit.Persons).WithOne().HasForeignKey(named => named.PermitId);
    }

    public void Configure(EntityTypeBuilder<PermitPerson> table)
    {
        table.ToTable("PermitPersons");
        table.HasKey(named => new { named.PermitId, named.PersonId });
        table.HasOne(named => named.Person).WithMany().HasForeignKey(named => named.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
