using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>POST requests/{id}/decline.</summary>
internal static class DeclineAccess
{
    /// <param name="Reason">The requester reads it.</param>
    public sealed record DeclineReason(string Reason);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests/{id}/decline", HandleAsync).WithName("declineRequest");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, DeclineReason body, Caller caller, GovernanceStore store, CancellationToken cancel) =>
        Answer.Done(await CloseRequest.DeclineAsync(store, caller.Actor, new RequestId(id), body.Reason, cancel));
}
