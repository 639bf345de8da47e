using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>POST people: makes a person known and answers the link by which they set their password.</summary>
internal static class InvitePerson
{
    /// <param name="ExternalName">The name under which a configured identity provider knows the person, or null.</param>
    public sealed record NewPerson(string Name, string DisplayName, IReadOnlyList<Role> Roles, string? ExternalName = null);

    /// <param name="SignInLink">Single use; to be handed to the person by the admin. Shown in this answer and never again.</param>
    public sealed record InvitedPerson(PersonRow Person, string SignInLink);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/people", HandleAsync).WithName("addPerson");

    private static async Task<Results<Ok<InvitedPerson>, RefusalResult>> HandleAsync(
        NewPerson body, Caller caller, Accounts accounts, CancellationToken cancel)
    {
        var outcome = await accounts.AddAsync(caller.Actor, body.Name, body.DisplayName, body.Roles, body.ExternalName, cancel);
        return Answer.Ok(outcome, added => new InvitedPerson(
            ListPeople.Row(added.Person, (added.Account.ExternalName, false)), SignInPath(added.InvitationKey)));
    }

    internal static string SignInPath(string key) => $"/sign-in?key={key}";
}
