using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Reidentifications;

/// <summary>
/// Who may: asked by a data provider, clinician or steward; decided by a steward who did not ask; answered to the person who asked,
/// who still needs the role then. The roles are those of the moment.
/// </summary>
public static class ReidentificationPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayRequest(Actor actor) =>
        actor.Has(Role.DataProvider) || actor.Has(Role.Clinician) || actor.Has(Role.Steward)
            ? null
            : Refusals.NotAllowed("Asking for a re-identification", "a data provider, clinician or steward");

    /// <returns>Null when allowed.</returns>
    public static Refusal? May(Actor actor, ReidentificationCommand command, Reidentification reidentification) => command switch
    {
        ReidentificationCommand.Approve or ReidentificationCommand.Decline => MayDecide(actor, reidentification),
        ReidentificationCommand.Cancel or ReidentificationCommand.Answer => MayRequest(actor)
            ?? (reidentification.RequestedBy == actor.Name
                ? null
                : Refusals.NotAllowed("This", "the person who asked")),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static Refusal? MayDecide(Actor actor, Reidentification reidentification) =>
        !actor.Has(Role.Steward) ? Refusals.NotAllowed("Deciding on a re-identification", "a steward")
        : reidentification.RequestedBy == actor.Name
            ? new Refusal(RefusalCodes.OwnMatter, "Nobody decides on an own re-identification.", NextStep: "Ask another steward.")
            : null;
}
