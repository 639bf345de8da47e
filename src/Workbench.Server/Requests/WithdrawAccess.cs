using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>POST requests/{id}/withdraw: by the requester.</summary>
internal static class WithdrawAccess
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests/{id}/withdraw", HandleAsync).WithName("withdrawRequest");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceStore store, CancellationToken cancel) =>
        Answer.Done(await CloseRequest.WithdrawAsync(store, caller.Actor, new RequestId(id), cancel));
}
