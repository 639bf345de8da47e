using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Keys;

/// <summary>Who may have a project's key replaced. The key itself is on the raw side; here is only the record that it was replaced.</summary>
public static class KeyPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayRotate(Actor actor) =>
        actor.Has(Role.Steward) || actor.Has(Role.Admin) ? null : Refusals.NotAllowed("Replacing a project's key", "a steward or admin");
}
