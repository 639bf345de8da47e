using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Requests;

internal sealed class RequestTable : IEntityTypeConfiguration<AccessRequest>
{
    public void Configure(EntityTypeBuilder<AccessRequest> table)
    {
        table.ToTable("Requests");
        table.HasKey(request => request.Id);
        table.Property(request => request.State).IsConcurrencyToken();
        table.HasIndex(request => request.State);
        table.HasOne(request => request.Requester).WithMany().HasForeignKey(request => request.RequesterId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(request => request.Project).WithMany().HasForeignKey(request => request.ProjectId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(request => request.Cohort).WithMany().HasForeignKey(request => request.CohortId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
