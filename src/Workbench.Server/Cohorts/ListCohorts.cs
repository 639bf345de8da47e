using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;

namespace Workbench.Server.Cohorts;

/// <summary>GET cohorts: the catalogue. Everybody who signed in sees that a cohort exists; only a permit opens it.</summary>
internal static class ListCohorts
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cohorts", HandleAsync).WithName("listCohorts");

    private static async Task<Ok<List<CohortRow>>> HandleAsync(
        Caller caller, GovernanceContext governance, TimeProvider clock, CancellationToken cancel)
    {
        var cohorts = await FindAccess.ListAsync(governance, caller.Person, project: null, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(cohorts.Select(CohortRow.Of).ToList());
    }
}
