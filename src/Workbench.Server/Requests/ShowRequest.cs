using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Permits;

namespace Workbench.Server.Requests;

/// <summary>GET requests/{id}: the request beside what it would expose. For stewards, and for those it names.</summary>
internal static class ShowRequest
{
    /// <param name="Exposure">Null when the cohort has no snapshot.</param>
    public sealed record RequestPage(
        RequestId Id, RequestState State, string Person, string PersonDisplayName, string Project, string ProjectTitle, string Cohort, string CohortTitle,
        string Purpose, string Justification, Level Level, IReadOnlyList<TableChoice> Tables, DateTimeOffset Until, DateTimeOffset At,
        DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, PermitId? PermitId, ReviewExposure? Exposure);

    /// <param name="PastPermits">All permits that ever named the requester, newest first; for stewards.</param>
    public sealed record ReviewExposure(
        int Columns, long Rows, int Patients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups, int SmallestGroup,
        IReadOnlyList<string> Text, IReadOnlyList<PermitRow> PastPermits);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/requests/{id}", HandleAsync).WithName("showRequest");

    private static async Task<Results<Ok<RequestPage>, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceContext governance, SnapshotStore snapshots, TimeProvider clock, CancellationToken cancel)
    {
        var review = await Review.OfAsync(governance, new RequestId(id), cancel);
        if (review is null || !RequestPermissions.MayRead(caller.Actor, review.Request))
        {
            return Answer.Unknown(RefusalCodes.RequestUnknown, "request");
        }

        var row = RequestRow.Of(review.Request);
        var exposure = await ExposureAsync(review, row, caller.Has(Role.Steward), governance, snapshots, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(new RequestPage(
            row.Id, row.State, row.Person, row.PersonDisplayName, row.Project, row.ProjectTitle, row.Cohort, row.CohortTitle,
            row.Purpose, row.Justification, row.Level, row.Tables, row.Until, row.At, row.DecidedAt, row.DecidedBy, row.Reason, row.PermitId, exposure));
    }

    private static async Task<ReviewExposure?> ExposureAsync(
        Review review, RequestRow row, bool forSteward, GovernanceContext governance, SnapshotStore snapshots, DateTimeOffset now, CancellationToken cancel)
    {
        if (review.Exposure is null || await PreviewAccess.NewestAsync(governance, snapshots, row.Cohort, cancel) is not { } snapshot)
        {
            return null;
        }

        // A later snapshot may have lost a table that was asked for.
        var tables = row.Tables.Where(table => snapshot.Manifest.Table(table.Name) is not null).ToList();
        var view = await ExposureView.OfAsync(review.Exposure, snapshot, tables, forSteward, cancel);
        return new ReviewExposure(
            view.Columns, view.Rows, view.Patients, view.QuasiIdentifiers, view.K, view.SmallGroups, view.SmallestGroup, view.Text,
            forSteward ? [.. review.PastPermits.Select(permit => PermitRow.Of(permit, now))] : []);
    }
}
