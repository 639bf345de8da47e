using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workbench.Governance.Withdrawals;

internal sealed class WithdrawalTable : IEntityTypeConfiguration<Withdrawal>
{
    public void Configure(EntityTypeBuilder<Withdrawal> table)
    {
        table.ToTable("Withdrawals");
        table.HasKey(withdrawal => withdrawal.Id);
        table.Property(withdrawal => withdrawal.State).IsConcurrencyToken();
    }
}
