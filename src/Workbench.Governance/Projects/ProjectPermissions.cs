using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Projects;

/// <summary>Who may keep projects and their members: admins and the installer.</summary>
public static class ProjectPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayKeepProjects(Actor actor) =>
        actor == Actor.Installer || actor.Has(Role.Admin)
            ? null
            : Refusals.NotAllowed("Keeping projects and their members", "an admin");
}
