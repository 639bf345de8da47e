using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;

namespace Workbench.Server.Audit;

/// <summary>GET audit: who did what, newest first. Stewards and admins read everything, everybody else what they did themselves.</summary>
internal static class ListAudit
{
    /// <param name="VerifiedTo">Every event up to this one is as it was written.</param>
    /// <param name="Valid">False when an event was changed, removed, inserted or reordered.</param>
    /// <param name="Fault">What is wrong, in words, when it is not valid.</param>
    /// <param name="Total">How many events fit the question, over all pages.</param>
    public sealed record AuditPageView(IReadOnlyList<AuditRow> Events, long VerifiedTo, bool Valid, string? Fault, long Total);

    /// <param name="Sentence">The event for people.</param>
    /// <param name="Outcome">done, or the code of the refusal.</param>
    public sealed record AuditRow(
        long Sequence, DateTimeOffset At, string Person, string Kind, string Sentence, string Subject, string? Cohort, string Outcome,
        string? Permit, string? Snapshot, IReadOnlyDictionary<string, string> Details);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", HandleAsync).WithName("listAudit");

    /// <param name="before">Only events before this sequence: the next page starts at the last one shown.</param>
    /// <param name="limit">Default 100, at most 1,000.</param>
    private static async Task<Ok<AuditPageView>> HandleAsync(
        Caller caller, GovernanceContext governance, AuditStanding standing, CancellationToken cancel,
        string? person = null, string? kind = null, string? cohort = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, long? before = null, int limit = 100)
    {
        var readsAll = caller.Has(Role.Steward) || caller.Has(Role.Admin);
        var page = await FindAuditEvents.PageAsync(
            governance,
            new AuditQuery
            {
                Person = readsAll ? NullIfEmpty(person) : caller.Name,
                Kind = NullIfEmpty(kind),
                Cohort = NullIfEmpty(cohort),
                From = from,
                To = to,
                Before = before,
                Limit = limit,
            },
            cancel);
        var verdict = await standing.VerdictAsync(cancel);
        return TypedResults.Ok(new AuditPageView(
            [.. page.Events.Select(Row)], verdict.VerifiedTo, verdict.Valid, verdict.Fault?.What, page.Total));
    }

    private static AuditRow Row(AuditEvent one) => new(
        one.Sequence, one.At, one.Person, one.Kind, AuditSentences.Render(one), one.Subject, one.Cohort, one.Outcome,
        one.Permit, one.Snapshot, one.Details);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
