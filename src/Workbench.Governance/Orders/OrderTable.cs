using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Orders;

internal sealed class OrderTable : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> table)
    {
        table.ToTable("Orders");
        table.HasKey(order => order.Id);
        table.Property(order => order.State).IsConcurrencyToken();
        table.HasOne(order => order.Cohort).WithMany().HasForeignKey(order => order.CohortId)
            .OnDelete(DeleteBehavior.Restrict);
        table.HasOne(order => order.Project).WithMany().HasForeignKey(order => order.ProjectId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
