using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Reidentifications;

internal sealed class ReidentificationTable : IEntityTypeConfiguration<Reidentification>
{
    public void Configure(EntityTypeBuilder<Reidentification> table)
    {
        table.ToTable("Reidentifications");
        table.HasKey(reidentification => reidentification.Id);
        table.Property(reidentification => reidentification.State).IsConcurrencyToken();
        table.Property(reidentification => reidentification.PseudonymSha256).HasMaxLength(64);
        table.HasOne(reidentification => reidentification.Cohort).WithMany().HasForeignKey(reidentification => reidentification.CohortId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
