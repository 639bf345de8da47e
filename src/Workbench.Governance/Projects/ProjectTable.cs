using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Projects;

internal sealed class ProjectTable : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<ProjectMember>
{
    public void Configure(EntityTypeBuilder<Project> table)
    {
        table.ToTable("Projects");
        table.HasKey(project => project.Id);
        table.Property(project => project.Name).HasMaxLength(40);
        table.HasIndex(project => project.Name).IsUnique();
        table.HasMany(project => project.Members).WithOne().HasForeignKey(member => member.ProjectId);
    }

    public void Configure(EntityTypeBuilder<ProjectMember> table)
    {
        table.ToTable("ProjectMembers");
        table.HasKey(member => new { member.ProjectId, member.PersonId });
        table.HasOne(member => member.Person).WithMany().HasForeignKey(member => member.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
