using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Orders;

/// <summary>GET orders: newest first, for those who work on the data's way in.</summary>
internal static class ListOrders
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders", HandleAsync).WithName("listOrders");

    private static async Task<Results<Ok<List<OrderRow>>, RefusalResult>> HandleAsync(
        Caller caller, GovernanceContext governance, SnapshotBuilds builds, CancellationToken cancel)
    {
        if (!(caller.Has(Role.DataProvider) || caller.Has(Role.Steward) || caller.Has(Role.Admin)))
        {
            return Answer.NotFor("The list of orders", "data providers, stewards and admins");
        }

        var orders = await governance.Orders.Include(order => order.Cohort).Include(order => order.Project)
            .OrderByDescending(order => order.RequestedAt)
            .ToListAsync(cancel);
        return TypedResults.Ok(orders.ConvertAll(order => OrderRow.Of(order, builds.NoticeFor(order.Id))));
    }
}
