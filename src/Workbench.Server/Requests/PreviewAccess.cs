using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>POST requests/preview: while somebody fills in a request, what it would let them see. Changes and records nothing.</summary>
internal static class PreviewAccess
{
    /// <summary>The part of a request that the preview needs; whatever else the form has filled in so far is ignored.</summary>
    public sealed record PreviewWish(string Cohort, Level Level, IReadOnlyList<TableChoice> Tables);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests/preview", HandleAsync).WithName("previewRequest");

    private static async Task<Results<Ok<ExposureView>, RefusalResult>> HandleAsync(
        PreviewWish body, Caller caller, GovernanceContext governance, SnapshotStore snapshots, CancellationToken cancel)
    {
        var registered = await PreviewRequest.ExecuteAsync(
            governance, body.Cohort, body.Level, [.. body.Tables.Select(table => table.ToPermitted())], cancel);
        if (!registered.Allowed)
        {
            return new RefusalResult(registered.Refusal);
        }

        return await NewestAsync(governance, snapshots, body.Cohort, cancel) is { } snapshot
            ? TypedResults.Ok(await ExposureView.OfAsync(registered.Value, snapshot, body.Tables, caller.Has(Role.Steward), cancel))
            : Answer.SnapshotMissing(body.Cohort);
    }

    /// <summary>The newest published snapshot: Governance says which, the store has its files.</summary>
    internal static async Task<Snapshot?> NewestAsync(GovernanceContext governance, SnapshotStore snapshots, string cohort, CancellationToken cancel)
    {
        var version = await governance.Snapshots.Where(one => one.Cohort!.Name == cohort).MaxAsync(one => (int?)one.Version, cancel);
        return version is { } newest ? snapshots.Open(cohort, newest) : null;
    }
}
