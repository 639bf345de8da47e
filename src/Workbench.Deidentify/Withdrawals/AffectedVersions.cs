using DuckDB.NET.Data;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Withdrawals;

/// <summary>A registered version with the order that it came from.</summary>
internal sealed record OrderedVersion(CohortSnapshot Version, Order Order)
{
    public string Label => CohortSnapshot.Label(Version.Cohort!.Name, Version.Version);

    /// <summary>Versions of the same line follow each other: same cohort, source, project and purpose.</summary>
    public (CohortId, string, string, string) Line => (Version.CohortId, Order.Source, Order.ProjectId.Value, Version.KeyPurpose);
}

/// <summary>
/// Finds the versions that hold a patient by looking into their files: for each version the pseudonym under the key that it was built with,
/// in every column that holds pseudonyms of patients. Locked versions are looked into as well, as long as their data are there.
/// </summary>
internal sealed class AffectedVersions(RawStore raw, GovernanceStore governance)
{
    private const string PatientRule = "pseudonym of patient";

    private readonly SnapshotStore snapshots = new(raw.Snapshots);

    /// <param name="All">Every registered version.</param>
    /// <param name="Affected">Those with the patient.</param>
    /// <param name="Unknown">Labels of readable versions that could not be looked into, because their key or files are missing or damaged.</param>
    public sealed record Result(IReadOnlyList<OrderedVersion> All, IReadOnlyList<OrderedVersion> Affected, IReadOnlyList<string> Unknown);

    public async Task<Result> FindAsync(PendingWithdrawal withdrawal, CancellationToken cancellation)
    {
        await using var context = governance.Read();
        var rows = await context.Snapshots.Include(one => one.Cohort)
            .Join(context.Orders, version => version.OrderId, order => order.Id, (version, order) => new { version, order })
            .ToListAsync(cancellation);
        var all = rows.Select(row => new OrderedVersion(row.version, row.order)).OrderBy(one => one.Label, StringComparer.Ordinal).ToList();
        var (affected, unknown) = (new List<OrderedVersion>(), new List<string>());
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        foreach (var version in all)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (Holds(database, version, withdrawal))
            {
                case true:
                    affected.Add(version);
                    break;
                case null when version.Version.IsReadable():
                    unknown.Add(version.Label);
                    break;
            }
        }

        return new Result(all, affected, unknown);
    }

    private bool? Holds(DuckDBConnection database, OrderedVersion version, PendingWithdrawal withdrawal)
    {
        var pseudonyms = withdrawal.Pseudonyms
            .Where(one => one.Project == version.Order.ProjectId.Value && one.Purpose == version.Version.KeyPurpose && one.Generation == version.Version.KeyGeneration)
            .Select(one => one.Pseudonym).ToList();
        if (pseudonyms.Count == 0 || Open(version) is not { } snapshot)
        {
            return null;
        }

        foreach (var table in snapshot.Manifest.Tables)
        {
            var columns = table.Columns.Where((column, index) => index == 0 || column.Rule == PatientRule).Select(column => column.Name);
            if (!File.Exists(snapshot.TablePath(table.Name)))
            {
                return null;
            }

            if (Holds(database, snapshot.TablePath(table.Name)!, columns, pseudonyms))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(DuckDBConnection database, string file, IEnumerable<string> columns, IReadOnlyList<string> pseudonyms)
    {
        using var command = database.CreateCommand();
        // Pseudonyms are letters that this program made; the path is the data folder's.
        var list = string.Join(", ", pseudonyms.Select(one => $"'{one}'"));
        command.CommandText =
            $"SELECT count(*) FROM (SELECT 1 FROM read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}') WHERE {string.Join(" OR ", columns.Select(column => $"{ParquetWriter.Quote(column)} IN ({list})"))} LIMIT 1)";
        return Convert.ToInt64(command.ExecuteScalar()!, System.Globalization.CultureInfo.InvariantCulture) > 0;
    }

    private Snapshot? Open(OrderedVersion version)
    {
        try
        {
            return snapshots.Open(version.Version.Cohort!.Name, version.Version.Version);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
