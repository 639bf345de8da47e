using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Risk;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Orders;

/// <summary>
/// GET orders/{id}/risk: how far the patients of the order's source can be told apart, before somebody approves it. The raw side
/// measures it (<c>./workbench risk SOURCE</c>); its counts are of few people, so it is for stewards and data providers.
/// </summary>
internal static class ShowOrderRisk
{
    /// <param name="Report">Null when the raw side has not measured the source yet.</param>
    public sealed record OrderRisk(string Source, RiskReport? Report);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders/{id}/risk", HandleAsync).WithName("showOrderRisk");

    private static async Task<Results<Ok<OrderRisk>, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceContext governance, SnapshotStore snapshots, CancellationToken cancel)
    {
        if (!(caller.Has(Role.Steward) || caller.Has(Role.DataProvider)))
        {
            return Answer.NotFor("A risk report", "stewards and data providers");
        }

        var orderId = new OrderId(id);
        return await governance.Orders.SingleOrDefaultAsync(one => one.Id == orderId, cancel) is { } order
            ? TypedResults.Ok(new OrderRisk(order.Source, RiskReportFile.Find(snapshots.Root, order.Source)))
            : Answer.Unknown(RefusalCodes.OrderUnknown, "order");
    }
}
