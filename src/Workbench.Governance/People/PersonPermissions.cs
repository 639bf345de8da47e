using Workbench.Governance.Decisions;

namespace Workbench.Governance.People;

/// <summary>Who may keep the list of people: admins, and the installer.</summary>
public static class PersonPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayKeepPeople(Actor actor) =>
        actor == Actor.Installer || actor.Has(Role.Admin) ? null : Refusals.NotAllowed("Keeping people and roles", "an admin");

    /// <summary>Nobody changes the own roles or locks themselves out: both need a second admin.</summary>
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayChange(Actor actor, Person person) =>
        MayKeepPeople(actor)
        ?? (actor.Is(person.Id)
            ? new Refusal(RefusalCodes.OwnMatter, "Nobody changes the own roles.", NextStep: "Ask another admin.")
            : null);
}
