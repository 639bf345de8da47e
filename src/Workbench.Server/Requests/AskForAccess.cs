using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>POST requests: asks for access to a cohort.</summary>
internal static class AskForAccess
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests", HandleAsync).WithName("submitRequest");

    private static async Task<Results<Ok<RequestRow>, RefusalResult>> HandleAsync(
        AccessWish body, Caller caller, GovernanceStore store, GovernanceContext governance, CancellationToken cancel)
    {
        var outcome = await SubmitRequest.ExecuteAsync(store, caller.Actor, body.ToForm(), cancel);
        return outcome.Allowed
            ? TypedResults.Ok(await RowAsync(governance, outcome.Value.Id, cancel))
            : new RefusalResult(outcome.Refusal);
    }

    /// <summary>The request as it is stored now, with the names beside its ids.</summary>
    internal static async Task<RequestRow> RowAsync(GovernanceContext governance, RequestId id, CancellationToken cancel) => RequestRow.Of(
        await governance.Requests.Include(one => one.Requester).Include(one => one.Project).Include(one => one.Cohort)
            .SingleAsync(one => one.Id == id, cancel));
}
