using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Permits;

/// <summary>Who may: revoking is for stewards and admins; a permit is read by those it names, stewards and admins.</summary>
public static class PermitPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayRevoke(Actor actor) =>
        actor.Has(Role.Steward) || actor.Has(Role.Admin) ? null : Refusals.NotAllowed("Revoking a permit", "a steward or admin");

    public static bool MayRead(Actor actor, Permit permit) =>
        actor.Has(Role.Steward) || actor.Has(Role.Admin) || (actor.Person is { } person && permit.Names(person));
}
