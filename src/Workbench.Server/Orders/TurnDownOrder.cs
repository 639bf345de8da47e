using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Orders;

/// <summary>POST orders/{id}/decline: by a steward who did not ask.</summary>
internal static class TurnDownOrder
{
    public sealed record OrderDeclineReason(string Reason);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/orders/{id}/decline", HandleAsync).WithName("declineOrder");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, OrderDeclineReason body, Caller caller, GovernanceStore store, CancellationToken cancel) =>
        Answer.Done(await DecideOrder.DeclineAsync(store, caller.Actor, new OrderId(id), body.Reason, cancel));
}
