using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Cohorts;

internal sealed class CohortTable : IEntityTypeConfiguration<Cohort>, IEntityTypeConfiguration<CohortSnapshot>
{
    public void Configure(EntityTypeBuilder<Cohort> table)
    {
        table.ToTable("Cohorts");
        table.HasKey(cohort => cohort.Id);
        table.Property(cohort => cohort.Name).HasMaxLength(40);
        table.HasIndex(cohort => cohort.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CohortSnapshot> table)
    {
        table.ToTable("Snapshots");
        table.HasKey(snapshot => snapshot.Id);
        table.Property(snapshot => snapshot.ContentHash).HasMaxLength(64);
        table.HasIndex(snapshot => new { snapshot.CohortId, snapshot.Version }).IsUnique();
        table.HasOne(snapshot => snapshot.Cohort).WithMany(cohort => cohort.Snapshots)
            .HasForeignKey(snapshot => snapshot.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
