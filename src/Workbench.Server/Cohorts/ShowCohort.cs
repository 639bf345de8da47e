using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Permits;

namespace Workbench.Server.Cohorts;

/// <summary>GET cohorts/{name}: the cohort's page.</summary>
internal static class ShowCohort
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cohorts/{name}", HandleAsync).WithName("showCohort");

    private static async Task<Results<Ok<CohortPage>, RefusalResult>> HandleAsync(
        string name, Caller caller, GovernanceContext governance, SnapshotStore snapshots, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var cohorts = await FindAccess.ListAsync(governance, caller.Person, project: null, now, cancel);
        if (cohorts.SingleOrDefault(one => one.Cohort.Name == name) is not { } access)
        {
            return Answer.Unknown(RefusalCodes.CohortUnknown, "cohort");
        }

        // What is published is Governance's record; the folder only holds the files of it.
        // When every version is locked, the lineage of the newest still says where it came from; nothing else of it is shown.
        var newest = access.Newest ?? access.Cohort.Snapshots.MaxBy(one => one.Version);
        var origin = newest is null ? null : snapshots.Open(name, newest.Version)?.Manifest;
        var manifest = access.Newest is null ? null : origin;
        var order = newest is null ? null : await governance.Orders.SingleOrDefaultAsync(one => one.Id == newest.OrderId, cancel);
        var threshold = access.Cohort.SmallestGroup;
        var row = CohortRow.Of(access);
        return TypedResults.Ok(new CohortPage(
            row.Name, row.Title, row.Disease, row.Description, row.Provider, row.Patients, row.Images, row.Version, row.BuiltAt, row.Access,
            threshold,
            [.. (manifest?.Tables ?? []).Select(table => ManifestView.Table(table, threshold))],
            CohortVersions.Of(access.Cohort),
            origin is null ? null : ManifestView.Lineage(origin, newest!, order),
            [.. (manifest?.Counts ?? []).Select(count => ManifestView.Count(count, threshold))],
            manifest is null ? null : ManifestView.Risk(manifest.Risk, threshold, caller.Has(Role.Steward), caller.Has(Role.Steward) || caller.Has(Role.DataProvider)),
            access.Permit is null ? null : PermitRow.Of(access.Permit, now)));
    }
}
