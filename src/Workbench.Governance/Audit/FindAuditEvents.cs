using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Audit;

/// <summary>What to look for in the audit; null fields do not restrict.</summary>
public sealed record AuditQuery
{
    public string? Person { get; init; }

    public string? Kind { get; init; }

    public string? Cohort { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only events before this sequence: the next page starts at the last one shown.</summary>
    public long? Before { get; init; }

    /// <summary>Default 100, at most 1,000.</summary>
    public int Limit { get; init; } = 100;
}

/// <param name="Events">Newest first.</param>
/// <param name="Total">How many fit the query, over all pages.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, long Total);

public static class FindAuditEvents
{
    public static async Task<AuditPage> PageAsync(
        GovernanceContext context, AuditQuery query, CancellationToken cancellation = default)
    {
        var fitting = context.AuditEvents.Where(one =>
            (query.Person == null || one.Person == query.Person)
            && (query.Kind == null || one.Kind == query.Kind)
            && (query.Cohort == null || one.Cohort == query.Cohort));
        if (query.From is { } from)
        {
            fitting = fitting.Where(one => one.At >= from);
        }

        if (query.To is { } to)
        {
            fitting = fitting.Where(one => one.At < to);
        }

        var total = await fitting.LongCountAsync(cancellation);
        if (query.Before is { } before)
        {
            fitting = fitting.Where(one => one.Sequence < before);
        }

        var events = await fitting.OrderByDescending(one => one.Sequence)
            .Take(Math.Clamp(query.Limit, 1, 1000)).ToListAsync(cancellation);
        return new AuditPage(events, total);
    }
}
