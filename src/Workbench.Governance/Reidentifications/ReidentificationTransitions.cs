using Workbench.Governance.Decisions;
using static Workbench.Governance.Reidentifications.ReidentificationCommand;
using static Workbench.Governance.Reidentifications.ReidentificationState;

namespace Workbench.Governance.Reidentifications;

/// <summary>When may: an answer follows an approval, once. Expiry is the clock's doing.</summary>
public static class ReidentificationTransitions
{
    public static readonly TransitionTable<ReidentificationState, ReidentificationCommand> Table = new(
        "re-identification",
        new(Requested, Approve, Approved),
        new(Requested, Decline, Declined),
        new(Requested, Cancel, Cancelled),
        new(Approved, Cancel, Cancelled),
        new(Approved, Answer, Answered));
}
