using Workbench.Governance.Decisions;

namespace Workbench.Governance.Cohorts;

/// <summary>Who may close a version: the raw side, which alone knows who is in it and under which key it was built.</summary>
public static class SnapshotPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayClose(Actor actor) =>
        actor == Actor.Deidentify ? null : Refusals.NotAllowed("Closing a version of a cohort", "the raw side");
}
