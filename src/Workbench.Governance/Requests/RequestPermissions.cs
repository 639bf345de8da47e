using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Projects;

namespace Workbench.Governance.Requests;

/// <summary>
/// Who may: asking is for researchers, instructors and clinicians in their own project; deciding for a steward who is
/// neither the requester nor named in the request; withdrawing for the requester.
/// </summary>
public static class RequestPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MaySubmit(Actor actor, Project project)
    {
        if (actor.Person is not { } person
            || !(actor.Has(Role.Researcher) || actor.Has(Role.Instructor) || actor.Has(Role.Clinician)))
        {
            return Refusals.NotAllowed("Requesting access", "researchers, instructors and clinicians");
        }

        return project.Members.Exists(member => member.PersonId == person)
            ? null
            : new Refusal(
                RefusalCodes.NotAMember,
                $"You are no member of the project \"{project.Title}\".",
                NextStep: "Choose one of your projects, or ask an admin to add you.");
    }

    /// <returns>Null when allowed.</returns>
    public static Refusal? May(Actor actor, RequestCommand command, AccessRequest request)
    {
        if (command == RequestCommand.Withdraw)
        {
            return actor.Is(request.RequesterId) ? null : Refusals.NotAllowed("Withdrawing a request", "the person who made it");
        }

        if (!actor.Has(Role.Steward) || actor.Person is not { } person)
        {
            return Refusals.NotAllowed("Deciding on a request", "a steward");
        }

        return actor.Is(request.RequesterId) || request.Persons.Contains(person)
            ? new Refusal(
                RefusalCodes.OwnMatter,
                "Nobody decides on a request that they made or that names them.",
                NextStep: "Ask another steward.")
            : null;
    }

    /// <summary>A request is read by those it names and by stewards.</summary>
    public static bool MayRead(Actor actor, AccessRequest request) =>
        actor.Has(Role.Steward) || (actor.Person is { } person && request.Persons.Contains(person));
}
