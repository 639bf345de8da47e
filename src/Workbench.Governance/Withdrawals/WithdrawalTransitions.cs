using Workbench.Governance.Decisions;
using static Workbench.Governance.Withdrawals.WithdrawalCommand;
using static Workbench.Governance.Withdrawals.WithdrawalState;

namespace Workbench.Governance.Withdrawals;

/// <summary>
/// When may: the life of a withdrawal. It can be run again at any time, also after it was completed: a version that came back from
/// a backup is locked then like the others.
/// </summary>
public static class WithdrawalTransitions
{
    public static readonly TransitionTable<WithdrawalState, WithdrawalCommand> Table = new(
        "withdrawal",
        new(Recorded, WithdrawalCommand.Lock, Locked),
        new(Locked, WithdrawalCommand.Lock, Locked),
        new(Completed, WithdrawalCommand.Lock, Locked),
        new(Locked, Complete, Completed));
}
