using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Cohorts;

/// <summary>POST cohorts: names a cohort, before its first snapshot is ordered. For stewards and admins.</summary>
internal static class NameCohort
{
    public sealed record NewCohort(string Name, string Title, string Disease, string Description, string Provider);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cohorts", HandleAsync).WithName("addCohort");

    private static async Task<Results<Ok<CohortRow>, RefusalResult>> HandleAsync(
        NewCohort body, Caller caller, GovernanceStore store, CancellationToken cancel)
    {
        var described = new CohortDescription(body.Name, body.Title, body.Disease, body.Description, body.Provider);
        return Answer.Ok(
            await AddCohort.ExecuteAsync(store, caller.Actor, described, cancel),
            cohort => CohortRow.Of(new CohortAccess(cohort, AccessState.None, null, null)));
    }
}
