using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.People;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Permits;

/// <summary>A permit with what the list of permits shows beside it.</summary>
/// <param name="LastUsed">When data were last read under it; null when never.</param>
public sealed record PermitEntry(Permit Permit, PermitStanding Standing, DateTimeOffset? LastUsed);

/// <summary>Lists of permits, for pages.</summary>
public static class FindPermits
{
    /// <summary>Loads what <see cref="PermitClauses"/> needs.</summary>
    public static IQueryable<Permit> WithNames(this IQueryable<Permit> permits) =>
        permits.Include(one => one.Cohort).Include(one => one.Project)
            .Include(one => one.Persons).ThenInclude(one => one.Person);

    /// <param name="person">Only permits that name this person; null: all.</param>
    /// <param name="standing">Only these; null: all.</param>
    /// <returns>Newest first.</returns>
    public static async Task<IReadOnlyList<PermitEntry>> ListAsync(
        GovernanceContext context, PersonId? person, PermitStanding? standing, DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        var permits = await context.Permits.WithNames()
            .Where(one => person == null || one.Persons.Any(named => named.PersonId == person))
            .OrderByDescending(one => one.GrantedAt).ThenBy(one => one.Id)
            .ToListAsync(cancellation);
        var used = await LastUsedAsync(context, cancellation);
        return
        [
            .. permits
                .Select(one => new PermitEntry(
                    one, one.Standing(now), used.TryGetValue(one.Id.Value, out var at) ? at : null))
                .Where(entry => standing is null || entry.Standing == standing),
        ];
    }

    /// <summary>The person's active permits that end within <paramref name="within"/>, the next to end first.</summary>
    public static async Task<IReadOnlyList<Permit>> EndingSoonAsync(
        GovernanceContext context, PersonId person, DateTimeOffset now, TimeSpan within,
        CancellationToken cancellation = default)
    {
        var latest = now + within;
        return await context.Permits.WithNames()
            .Where(one => one.State == PermitState.Active && one.Expires > now && one.Expires <= latest
                && one.Persons.Any(named => named.PersonId == person))
            .OrderBy(one => one.Expires)
            .ToListAsync(cancellation);
    }

    private static async Task<Dictionary<string, DateTimeOffset>> LastUsedAsync(
        GovernanceContext context, CancellationToken cancellation)
    {
        var last = await context.AuditEvents
            .Where(one => one.Permit != null && one.Outcome == AuditEvent.Done
                && (one.Kind == AuditKinds.TableRead || one.Kind == AuditKinds.CohortDescribed))
            .GroupBy(one => one.Permit!)
            .Select(group => new { Permit = group.Key, At = group.Max(one => one.At) })
            .ToListAsync(cancellation);
        return last.ToDictionary(one => one.Permit, one => one.At);
    }
}
