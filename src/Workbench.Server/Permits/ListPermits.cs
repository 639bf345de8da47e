using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Permits;

/// <summary>GET permits: the caller's own; all of them for stewards and admins.</summary>
internal static class ListPermits
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/permits", HandleAsync).WithName("listPermits");

    /// <param name="mine">True: only those that name the caller, for stewards and admins too.</param>
    /// <param name="state">Only these: active, expired or revoked.</param>
    private static async Task<Ok<List<PermitRow>>> HandleAsync(
        Caller caller, GovernanceContext governance, TimeProvider clock, CancellationToken cancel, QueryFlag? mine = null, PermitStanding? state = null)
    {
        var all = mine is not { IsSet: true } && (caller.Has(Role.Steward) || caller.Has(Role.Admin));
        var entries = await FindPermits.ListAsync(governance, all ? null : caller.Id, state, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(entries.Where(entry => PermitPermissions.MayRead(caller.Actor, entry.Permit)).Select(PermitRow.Of).ToList());
    }
}
