using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Permits;

/// <summary>POST permits/{id}/revoke: the very next read under the permit is refused, in running notebooks too.</summary>
internal static class TakeBackPermit
{
    /// <param name="Reason">Everybody whom the permit names reads it.</param>
    public sealed record RevocationReason(string Reason);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/permits/{id}/revoke", HandleAsync).WithName("revokePermit");

    private static async Task<Results<Ok<PermitRow>, RefusalResult>> HandleAsync(
        string id, RevocationReason body, Caller caller, GovernanceStore store, CancellationToken cancel) => Answer.Ok(
            await RevokePermit.ExecuteAsync(store, caller.Actor, new PermitId(id), body.Reason, cancel),
            permit => PermitRow.Of(permit, store.Clock.GetUtcNow()));
}
