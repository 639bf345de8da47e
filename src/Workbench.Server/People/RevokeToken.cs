using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>DELETE tokens/{id}: the caller's own token works no more, from the next call on.</summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/tokens/{id}", HandleAsync).WithName("revokeToken");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, Caller caller, IdentityContext identity, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var revoked = await identity.ApiTokens
            .Where(token => token.Id == id && token.PersonName == caller.Name && token.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), cancel);
        return revoked == 1
            ? TypedResults.NoContent()
            : RefusalResult.Of(ServerRefusals.TokenUnknown, "You have no such token.", "Load the list again.");
    }
}
