using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>
/// POST requests/preview: what a choice of columns would let somebody see, while they fill in a request or a steward narrows
/// one. A row filter asks a question of the data, so it is for stewards and each such preview is recorded.
/// </summary>
internal static class PreviewAccess
{
    /// <summary>The part of a request that the preview needs; whatever else the form has filled in so far is ignored.</summary>
    /// <param name="RowFilter">For stewards: only rows that satisfy it, in every chosen table.</param>
    public sealed record PreviewWish(string Cohort, Level Level, IReadOnlyList<TableChoice> Tables, string? RowFilter = null);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests/preview", HandleAsync).WithName("previewRequest");

    private static async Task<Results<Ok<ExposureView>, RefusalResult>> HandleAsync(
        PreviewWish body, Caller caller, GovernanceContext governance, GovernanceStore store, SnapshotExposure exposure, CancellationToken cancel)
    {
        var tables = body.Tables.Select(table => table.ToPermitted(body.RowFilter)).ToList();
        var filtered = tables.Exists(table => table.RowFilter is not null);
        if (filtered && !caller.Has(Role.Steward))
        {
            return Answer.NotFor("A preview with a row filter", "a steward");
        }

        var previewed = await PreviewRequest.ExecuteAsync(governance, body.Cohort, tables, cancel);
        if (!previewed.Allowed)
        {
            return new RefusalResult(previewed.Refusal);
        }

        var (cohort, newest) = previewed.Value;
        var measured = await exposure.MeasureAsync(cohort.Name, newest, tables, cohort.SmallestGroup, cancel);
        if (filtered)
        {
            await RecordAsync(store, caller, cohort, newest, tables, measured, cancel);
        }

        var view = ExposureView.Of(cohort, newest, body.Level, tables, measured, caller.Has(Role.Steward));
        return view.Allowed ? TypedResults.Ok(view.Value) : new RefusalResult(view.Refusal);
    }

    private static Task RecordAsync(
        GovernanceStore store, Caller caller, Cohort cohort, CohortSnapshot newest, IReadOnlyList<PermittedTable> tables,
        Outcome<ExposureFigures> measured, CancellationToken cancel)
    {
        var facts = new Dictionary<string, string> { ["columns"] = PermittedTables.Describe(tables) };
        if (measured.Value is { } figures)
        {
            facts["filterColumns"] = string.Join(", ", figures.FilterColumns);
        }

        var draft = new AuditDraft(AuditKinds.ExposureMeasured, caller.Actor, $"cohort {cohort.Name}")
        {
            Cohort = cohort.Name,
            Snapshot = CohortSnapshot.Label(cohort.Name, newest.Version),
            Details = facts,
        };
        return store.CommitAsync<bool>((_, _) => Task.FromResult(new Decision<bool>(measured.Allowed ? true : measured.Refusal, draft)), cancel);
    }
}
