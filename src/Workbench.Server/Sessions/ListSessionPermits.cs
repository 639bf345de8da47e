using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Sessions;

/// <summary>GET sessions/{kernelId}/permits: the cohorts that were opened in a session, each with the permit it was opened under as it is now.</summary>
internal static class ListSessionPermits
{
    /// <param name="State">active, expired or revoked, as it is now.</param>
    public sealed record SessionPermit(string Cohort, int Version, Level Level, DateTimeOffset Until, PermitStanding State, PermitId Permit);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sessions/{kernelId}/permits", HandleAsync).WithName("listSessionPermits");

    private static async Task<Results<Ok<List<SessionPermit>>, RefusalResult>> HandleAsync(
        string kernelId, Caller caller, SessionRegistry registry, GovernanceContext governance, TimeProvider clock, CancellationToken cancel)
    {
        if (!SessionId.TryParse(kernelId, out var id) || registry.Find(id) is not { } session || session.Owner != caller.Name)
        {
            return Answer.Unknown(ServerRefusals.SessionUnknown, "session");
        }

        var uses = await SessionUse.OfSessionAsync(governance, session, cancel);
        var permitIds = uses.Select(use => new PermitId(use.Permit)).Distinct().ToList();
        var permits = await governance.Permits.Where(permit => permitIds.Contains(permit.Id)).ToDictionaryAsync(permit => permit.Id, cancel);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(uses
            .GroupBy(use => use.Cohort, StringComparer.Ordinal)
            .Select(group => group.Last())
            .Select(use => (use, permit: permits[new PermitId(use.Permit)]))
            .Select(pair => new SessionPermit(
                pair.use.Cohort, pair.use.Version, pair.permit.Level, pair.permit.Expires, pair.permit.Standing(now), pair.permit.Id))
            .OrderBy(one => one.Cohort, StringComparer.Ordinal)
            .ToList());
    }
}
