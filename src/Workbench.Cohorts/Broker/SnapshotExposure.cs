using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Calls;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Cohorts.Broker;

/// <summary>
/// Looks at a snapshot on behalf of those who decide about it: whether a row filter fits, and what a choice of columns
/// and rows would expose. It reads as the broker reads, verified files in a locked engine, and gives counts only.
/// </summary>
public sealed class SnapshotExposure : IDisposable
{
    private readonly BrokerOptions _options;
    private readonly SnapshotStore _store;
    private readonly VerifiedSnapshots _snapshots;
    private readonly FilterParser _filters = new();
    private readonly SemaphoreSlim _turns;

    public SnapshotExposure(BrokerOptions options)
    {
        _options = options;
        _store = new SnapshotStore(options.SnapshotsFolder);
        _snapshots = new VerifiedSnapshots(_store);
        _turns = new SemaphoreSlim(options.QueriesAtOnce);
    }

    /// <summary>
    /// Checks a steward's row filter against the columns of a table: a <see cref="RowFilterCheck"/> for granting requests.
    /// </summary>
    public Refusal? CheckRowFilter(string cohort, int version, string table, string filter) =>
        _store.Open(cohort, version)?.Manifest.Table(table) is { } known
            ? Filter(known, filter).Refusal
            : new Refusal(RefusalCodes.SnapshotMissing, "The snapshot of this cohort cannot be opened, so the filter cannot be checked.");

    /// <param name="registered">The snapshot as Governance knows it.</param>
    /// <param name="tables">What would be let through. Tables that the snapshot does not have are left out, and so are columns.</param>
    /// <param name="smallestGroup">Groups of fewer patients are small.</param>
    /// <returns>Counts, however small: who may see them is the caller's to decide.</returns>
    public async Task<Outcome<ExposureFigures>> MeasureAsync(
        string cohort, CohortSnapshot registered, IReadOnlyList<PermittedTable> tables, int smallestGroup, CancellationToken cancellation = default)
    {
        if (_snapshots.Open(cohort, registered.Version, registered.ContentHash) is not { } snapshot)
        {
            return PermittedSnapshot.Missing(cohort, registered.Version);
        }

        var reads = new List<ExposureRead>();
        foreach (var chosen in tables)
        {
            if (snapshot.Manifest.Table(chosen.Name) is not { } table)
            {
                continue;
            }

            if (_snapshots.TableFile(snapshot, table.Name) is not { } file)
            {
                return PermittedSnapshot.Missing(cohort, registered.Version);
            }

            var filter = chosen.RowFilter is null ? new CheckedFilter(string.Empty, [], []) : Filter(table, chosen.RowFilter);
            if (!filter.Allowed)
            {
                return filter.Refusal;
            }

            reads.Add(new ExposureRead(
                table.Name, file,
                [.. table.Columns.Where(column => column.Role == ColumnRoles.Quasi && chosen.Columns.Contains(column.Name)).Select(column => column.Name)],
                chosen.RowFilter is null ? null : filter.Value.Sql, filter.Value.Columns));
        }

        return reads.Count == 0
            ? new ExposureFigures(0, 0, 0, [], null, null, [])
            : await ReadAsync(reads, smallestGroup, cancellation);
    }

    public void Dispose()
    {
        _filters.Dispose();
        _turns.Dispose();
    }

    private async Task<Outcome<ExposureFigures>> ReadAsync(IReadOnlyList<ExposureRead> reads, int smallestGroup, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_options.QueryTimeout);
            return await Task.Run<Outcome<ExposureFigures>>(() => new ExposureReader(_options).Read(reads, smallestGroup, limit.Token), CancellationToken.None);
        }
        catch (DuckDBException) when (reads.Any(read => read.RowFilter is not null))
        {
            return TableReader.FilterDoesNotFit();
        }
        finally
        {
            _turns.Release();
        }
    }

    private Outcome<CheckedFilter> Filter(ManifestTable table, string filter)
    {
        var parsed = _filters.Parse(filter, [.. table.Columns.Select(column => column.Name)]);
        return !parsed.Allowed || parsed.Value.Unresolved.Count == 0
            ? parsed
            : new Refusal(
                RefusalCodes.FilterRefused,
                $"The table \"{table.Name}\" has no column {string.Join(", ", parsed.Value.Unresolved.Select(name => $"\"{name}\""))}.",
                NextStep: "Use names of the table's dictionary.");
    }
}
