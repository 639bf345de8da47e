using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Orders;

/// <summary>POST orders: asks for a snapshot of a cohort from a source, with the pseudonym key of a project.</summary>
internal static class PlaceOrder
{
    /// <param name="Source">Name of the source in the raw store.</param>
    /// <param name="Cohort">Name of the cohort.</param>
    /// <param name="Project">Name of the project.</param>
    /// <param name="Purpose">What the pseudonyms are for (a slug): a project has a key of its own for each purpose.</param>
    public sealed record NewOrder(string Source, string Cohort, string Project, string Purpose = Order.DefaultPurpose);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/orders", HandleAsync).WithName("addOrder");

    private static async Task<Results<Ok<OrderRow>, RefusalResult>> HandleAsync(
        NewOrder body, Caller caller, GovernanceStore store, CancellationToken cancel) => Answer.Ok(
            await RequestOrder.ExecuteAsync(store, caller.Actor, body.Source, body.Cohort, body.Project, body.Purpose, cancel),
            order => OrderRow.Of(order));
}
