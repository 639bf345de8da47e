using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>What granting would let through, for the requester's preview and the steward's review.</summary>
/// <param name="Columns">Number of columns over all chosen tables.</param>
/// <param name="Rows">Rows of the chosen tables in the newest snapshot, before any row filter.</param>
/// <param name="Patients">Patients of the newest snapshot.</param>
/// <param name="QuasiIdentifiers">Chosen columns that the snapshot counts as quasi-identifiers.</param>
/// <param name="K">
/// Smallest group of the snapshot over all its quasi-identifiers, from its manifest: a lower bound for any choice of
/// columns. Null when the snapshot has none, or none of the chosen columns is one.
/// </param>
/// <param name="SmallGroups">Groups below the cohort's smallest group, over all quasi-identifiers; null when not computed.</param>
/// <param name="SmallestGroup">The cohort's smallest group, in patients.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record Exposure(
    int Columns,
    long Rows,
    int Patients,
    IReadOnlyList<string> QuasiIdentifiers,
    int? K,
    long? SmallGroups,
    int SmallestGroup,
    IReadOnlyList<string> Text)
{
    /// <summary>Figures from what is registered; nothing is read from the data.</summary>
    public static Exposure Of(Cohort cohort, CohortSnapshot newest, Level level, IReadOnlyList<PermittedTable> tables)
    {
        var chosen = newest.Tables.Where(table => tables.Any(one => one.Name == table.Name)).ToList();
        var columns = tables.Sum(table => table.Columns.Count);
        var quasi = newest.Risk.QuasiIdentifiers.Where(name => tables.Any(table => Holds(table, name))).ToList();
        var rows = chosen.Sum(table => table.Rows);
        var k = quasi.Count == 0 ? null : newest.Risk.K;
        var small = quasi.Count == 0 ? null : newest.Risk.SmallGroups;
        return new Exposure(
            columns, rows, newest.Patients, quasi, k, small, cohort.SmallestGroup,
            ExposureText.Render(cohort, newest, level, columns, rows, quasi, k));
    }

    // The manifest may name a quasi-identifier with its table in front.
    private static bool Holds(PermittedTable table, string quasiIdentifier) =>
        table.Columns.Any(column => quasiIdentifier == column || quasiIdentifier == $"{table.Name}.{column}");
}

/// <summary>A request as a steward reviews it.</summary>
/// <param name="Exposure">Null when the cohort has no snapshot.</param>
/// <param name="PastPermits">All permits that ever named the requester, newest first, for any cohort.</param>
public sealed record Review(AccessRequest Request, Exposure? Exposure, IReadOnlyList<Permit> PastPermits)
{
    /// <returns>Null when there is no such request.</returns>
    public static async Task<Review?> OfAsync(
        GovernanceContext context, RequestId id, CancellationToken cancellation = default)
    {
        var request = await context.Requests
            .Include(one => one.Requester).Include(one => one.Project)
            .Include(one => one.Cohort).ThenInclude(one => one!.Snapshots)
            .AsSplitQuery().SingleOrDefaultAsync(one => one.Id == id, cancellation);
        if (request is null)
        {
            return null;
        }

        var newest = request.Cohort!.Snapshots.MaxBy(one => one.Version);
        var past = await context.Permits.WithNames()
            .Where(one => one.Persons.Any(named => named.PersonId == request.RequesterId))
            .OrderByDescending(one => one.GrantedAt).AsSplitQuery().ToListAsync(cancellation);
        return new Review(
            request,
            newest is null ? null : Exposure.Of(request.Cohort, newest, request.Level, request.Tables),
            past);
    }
}
