using Workbench.Governance.Decisions;
using static Workbench.Governance.Cohorts.SnapshotCommand;
using static Workbench.Governance.Cohorts.SnapshotState;

namespace Workbench.Governance.Cohorts;

/// <summary>When may: a version is registered open; nothing unlocks a locked one.</summary>
public static class SnapshotTransitions
{
    public static readonly TransitionTable<SnapshotState, SnapshotCommand> Table = new(
        "snapshot",
        new(Open, Supersede, Superseded),
        new(Open, SnapshotCommand.Lock, Locked),
        new(Superseded, SnapshotCommand.Lock, Locked));
}
