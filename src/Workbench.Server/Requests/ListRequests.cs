using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>GET requests: the caller's own; all of them for stewards.</summary>
internal static class ListRequests
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/requests", HandleAsync).WithName("listRequests");

    /// <param name="mine">Set: only the caller's own, for stewards too.</param>
    /// <param name="state">Only these: submitted, granted, declined or withdrawn.</param>
    private static async Task<Ok<List<RequestRow>>> HandleAsync(
        Caller caller, GovernanceContext governance, CancellationToken cancel, QueryFlag? mine = null, RequestState? state = null)
    {
        var all = mine is not { IsSet: true } && caller.Has(Role.Steward);
        var requests = await FindRequests.ListAsync(governance, all ? null : caller.Id, state, cancel);
        return TypedResults.Ok(requests.Select(RequestRow.Of).ToList());
    }
}
