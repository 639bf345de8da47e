using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>GET people: everybody, for admins.</summary>
internal static class ListPeople
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/people", HandleAsync).WithName("listPeople");

    private static async Task<Results<Ok<List<PersonRow>>, RefusalResult>> HandleAsync(
        Caller caller, GovernanceContext governance, IdentityContext identity, CancellationToken cancel)
    {
        if (PersonPermissions.MayKeepPeople(caller.Actor) is { } refusal)
        {
            return new RefusalResult(refusal);
        }

        var accounts = await identity.Users.AsNoTracking()
            .ToDictionaryAsync(account => account.UserName!, account => (account.ExternalName, HasPassword: account.PasswordHash != null), cancel);
        var people = await governance.People.OrderBy(person => person.Name).ToListAsync(cancel);
        return TypedResults.Ok(people.ConvertAll(person => Row(person, accounts.GetValueOrDefault(person.Name))));
    }

    internal static PersonRow Row(Person person, (string? ExternalName, bool HasPassword) account) =>
        new(person.Name, person.DisplayName, person.Roles, person.Active, account.ExternalName, account.HasPassword);
}
