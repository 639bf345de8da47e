using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Orders;

/// <summary>POST orders/{id}/approve: by a steward who did not ask. The build starts in the background, in a process of its own.</summary>
internal static class ApproveOrder
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/orders/{id}/approve", HandleAsync).WithName("approveOrder");

    private static async Task<Results<Ok<OrderRow>, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceStore store, SnapshotBuilds builds, CancellationToken cancel)
    {
        var outcome = await DecideOrder.ApproveAsync(store, caller.Actor, new OrderId(id), cancel);
        if (!outcome.Allowed)
        {
            return new RefusalResult(outcome.Refusal);
        }

        return TypedResults.Ok(OrderRow.Of(outcome.Value, await builds.BeginAsync(outcome.Value.Id, cancel)));
    }
}
