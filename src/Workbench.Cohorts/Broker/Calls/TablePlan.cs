using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>A read of a table as the permits of one moment allow it.</summary>
/// <param name="FilterColumns">Columns that the person's own filter looks at; empty without one.</param>
internal sealed record TablePlan(PermittedSnapshot Opened, TableRead Read, IReadOnlyCollection<string> FilterColumns)
{
    /// <summary>Whether the other plan would give the same bytes under the same permit.</summary>
    public bool IsSameAs(TablePlan other) =>
        Opened.Grant.Permit.Id == other.Opened.Grant.Permit.Id
        && Read with { Columns = [], Permitted = [] } == other.Read with { Columns = [], Permitted = [] }
        && Read.Columns.SequenceEqual(other.Read.Columns, StringComparer.Ordinal)
        && Read.Permitted.SequenceEqual(other.Read.Permitted, StringComparer.Ordinal);

    public static async Task<Outcome<TablePlan>> MakeAsync(
        BrokerCall call, GovernanceContext context, Person? person, BrokerAddress address, RowFormat format,
        CancellationToken cancellation)
    {
        Task<Outcome<PermittedSnapshot>> Decide(IReadOnlyList<string>? columns) => PermittedSnapshot.DecideAsync(
            call, context, person, address, Level.Rows, address.Table, columns, cancellation);

        var opened = await Decide(address.Columns);
        if (!opened.Allowed)
        {
            return opened.Refusal;
        }

        var permitted = opened.Value.Grant.Table!;
        CheckedFilter? own = null;
        if (address.Filter is { } filter)
        {
            var parsed = call.Services.Filters.Parse(filter, permitted.Columns.ToList());
            if (!parsed.Allowed)
            {
                return parsed.Refusal;
            }

            own = parsed.Value;
            if (own.Unresolved.Count > 0)
            {
                // Asked again with these columns, so that the refusal is the permit's own, with its clause.
                var refused = await Decide([.. (address.Columns ?? []), .. own.Unresolved]);
                return refused.Refusal ?? PermitRowFilter.Unusable(opened.Value.Grant.Permit);
            }
        }

        var rowFilter = PermitRowFilter.Resolve(call.Services.Filters, opened.Value, permitted);
        if (!rowFilter.Allowed)
        {
            return rowFilter.Refusal;
        }

        var (grant, cohort, snapshot) = opened.Value;
        if (call.Services.Snapshots.TableFile(snapshot, permitted.Name) is not { } file)
        {
            return PermittedSnapshot.Missing(cohort.Name, grant.Version);
        }

        var all = snapshot.Manifest.Table(permitted.Name)!.Columns.Select(column => column.Name);
        return new TablePlan(
            opened.Value,
            new TableRead(
                file, grant.Columns, permitted.Columns, grant.Columns.SequenceEqual(all, StringComparer.Ordinal),
                rowFilter.Value.Length == 0 ? null : rowFilter.Value, own?.Sql, address.Limit, format),
            own?.Columns ?? []);
    }
}
