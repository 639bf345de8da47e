using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>POST people/{name}/invite: a new link to set the password, for somebody who lost it. Only for admins, and not for oneself.</summary>
internal static class InviteAgain
{
    public sealed record Invited(string SignInLink);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/people/{name}/invite", HandleAsync).WithName("invitePerson");

    private static async Task<Results<Ok<Invited>, RefusalResult>> HandleAsync(
        string name, Caller caller, GovernanceContext governance, GovernanceStore store, Accounts accounts, Invitations invitations, CancellationToken cancel)
    {
        if (PersonPermissions.MayKeepPeople(caller.Actor) is { } forbidden)
        {
            return new RefusalResult(forbidden);
        }

        if (await governance.People.SingleOrDefaultAsync(person => person.Name == name, cancel) is not { } person)
        {
            return Answer.Unknown(RefusalCodes.PersonUnknown, "person");
        }

        // The same two-admin rule as for roles; the change itself is recorded as one, since it opens the account anew.
        var outcome = await ChangePerson.ExecuteAsync(store, caller.Actor, name, person.Roles, null, cancel);
        if (!outcome.Allowed)
        {
            return new RefusalResult(outcome.Refusal);
        }

        await accounts.EnsureAsync(name);
        return TypedResults.Ok(new Invited(InvitePerson.SignInPath(await invitations.InviteAsync(name, cancel))));
    }
}
