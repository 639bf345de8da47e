using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>DELETE tokens/{id}: the caller's own token works no more, from the next call on.</summary>
internal static class RevokeToken
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/tokens/{id}", HandleAsync).WithName("revokeToken");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, Caller caller, IdentityContext identity, GovernanceStore store, CancellationToken cancel)
    {
        // The token ends before its record is committed: should the record fail, an ended token is the safe half.
        var outcome = await store.CommitAsync<bool>(
            async (_, token) =>
            {
                var now = store.Clock.GetUtcNow().UtcDateTime;
                var revoked = await identity.ApiTokens
                    .Where(one => one.Id == id && one.PersonName == caller.Name && one.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.RevokedAt, now), token);
                var draft = new AuditDraft(AuditKinds.TokenRevoked, caller.Actor, $"person {caller.Name}");
                return revoked == 1
                    ? new(true, draft with { Details = new Dictionary<string, string> { ["token"] = id } })
                    : new(new Refusal(ServerRefusals.TokenUnknown, "You have no such token.", NextStep: "Load the list again."), draft);
            },
            cancel);
        return outcome.Allowed ? TypedResults.NoContent() : new RefusalResult(outcome.Refusal);
    }
}
