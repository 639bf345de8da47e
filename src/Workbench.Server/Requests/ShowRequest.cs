using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Cohorts.Broker;
using Workbench.Cohorts.Risk;
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
    /// <param name="Risk">Of the newest version as a whole, for stewards; null for versions that were built before there were reports.</param>
    /// <param name="Exposure">Null when the cohort has no snapshot, or its files cannot be read.</param>
    public sealed record RequestPage(
        RequestId Id, RequestState State, string Person, string PersonDisplayName, string Project, string ProjectTitle, string Cohort, string CohortTitle,
        string Purpose, string Justification, Level Level, IReadOnlyList<TableChoice> Tables, DateTimeOffset Until, DateTimeOffset At,
        DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, PermitId? PermitId, ReviewExposure? Exposure, RiskReport? Risk);

    /// <param name="PastPermits">All permits that ever named the requester, newest first; for stewards.</param>
    public sealed record ReviewExposure(
        int Columns, long? Rows, int? Patients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups, int SmallestGroup,
        IReadOnlyList<string> Text, IReadOnlyList<PermitRow> PastPermits);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/requests/{id}", HandleAsync).WithName("showRequest");

    private static async Task<Results<Ok<RequestPage>, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceContext governance, SnapshotExposure exposure, SnapshotStore snapshots, TimeProvider clock, CancellationToken cancel)
    {
        var review = await Review.OfAsync(governance, new RequestId(id), cancel);
        if (review is null || !RequestPermissions.MayRead(caller.Actor, review.Request))
        {
            return Answer.Unknown(RefusalCodes.RequestUnknown, "request");
        }

        var row = RequestRow.Of(review.Request);
        var shown = await ExposureAsync(review, caller.Has(Role.Steward), exposure, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(new RequestPage(
            row.Id, row.State, row.Person, row.PersonDisplayName, row.Project, row.ProjectTitle, row.Cohort, row.CohortTitle,
            row.Purpose, row.Justification, row.Level, row.Tables, row.Until, row.At, row.DecidedAt, row.DecidedBy, row.Reason, row.PermitId, shown,
            caller.Has(Role.Steward) && review.Newest is { } newest ? snapshots.Open(row.Cohort, newest.Version)?.Manifest.Risk.Report : null));
    }

    // Nothing is shown, too, when the snapshot's files are not as they were registered: a figure of them would be no figure.
    private static async Task<ReviewExposure?> ExposureAsync(
        Review review, bool forSteward, SnapshotExposure exposure, DateTimeOffset now, CancellationToken cancel)
    {
        if (review.Newest is not { } newest)
        {
            return null;
        }

        var (cohort, request) = (review.Request.Cohort!, review.Request);
        var measured = await exposure.MeasureAsync(cohort.Name, newest, request.Tables, cohort.SmallestGroup, cancel);
        var view = ExposureView.Of(cohort, newest, request.Level, request.Tables, measured, forSteward).Value;
        return view is null ? null : new ReviewExposure(
            view.Columns, view.Rows, view.Patients, view.QuasiIdentifiers, view.K, view.SmallGroups, view.SmallestGroup, view.Text,
            forSteward ? [.. review.PastPermits.Select(permit => PermitRow.Of(permit, now))] : []);
    }
}
