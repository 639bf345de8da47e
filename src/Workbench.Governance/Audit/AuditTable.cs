using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Audit;

internal sealed class AuditTable : IEntityTypeConfiguration<AuditEvent>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEvent> table)
    {
        table.ToTable("AuditEvents");
        table.HasKey(one => one.Sequence);
        table.Property(one => one.Sequence).ValueGeneratedNever();
        table.Property(one => one.Hash).HasMaxLength(64);
        table.Property(one => one.PreviousHash).HasMaxLength(64);
        table.HasIndex(one => one.At);
        table.HasIndex(one => one.Person);
        table.HasIndex(one => new { one.Permit, one.Sequence });
        table.HasIndex(one => new { one.Cohort, one.Sequence });
    }

    public void Configure(EntityTypeBuilder<AuditHead> table)
    {
        table.ToTable("AuditHead");
        table.HasKey(one => one.Id);
        table.Property(one => one.Id).ValueGeneratedNever();
        table.Property(one => one.Hash).HasMaxLength(64);
    }
}
