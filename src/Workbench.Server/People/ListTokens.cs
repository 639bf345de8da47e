using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>GET tokens: the caller's own API tokens, without the tokens themselves.</summary>
internal static class ListTokens
{
    public sealed record TokenRow(string Id, string Label, DateTime CreatedAt);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/tokens", HandleAsync).WithName("listTokens");

    private static async Task<Ok<List<TokenRow>>> HandleAsync(Caller caller, IdentityContext identity, CancellationToken cancel)
    {
        var rows = await identity.ApiTokens.AsNoTracking()
            .Where(token => token.PersonName == caller.Name && token.RevokedAt == null)
            .OrderBy(token => token.CreatedAt)
            .ToListAsync(cancel);
        return TypedResults.Ok(rows.ConvertAll(row => new TokenRow(row.Id, row.Label, DateTime.SpecifyKind(row.CreatedAt, DateTimeKind.Utc))));
    }
}
