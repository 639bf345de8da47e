using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

/// <summary>A folder of snapshots of its own, and snapshots to put into it.</summary>
internal sealed class TestSnapshots : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshots-").FullName;

    public TestSnapshots() => Store = new SnapshotStore(Path.Combine(folder, "snapshots"));

    public SnapshotStore Store { get; }

    public string Outside => folder;

    /// <summary>Stages a snapshot of one table with the rows of a query.</summary>
    public SnapshotStaging Stage(out SnapshotManifest manifest, int version = 1, string cohort = "lung", string sql = "SELECT 'p' || i AS patient, i AS n FROM range(10) r(i)")
    {
        var staging = SnapshotStaging.Begin(Store, "build");
        WriteParquet(sql, staging.TablePath("patients"));
        var table = new ManifestTable(
            "patients",
            10,
            10,
            "tables/patients.parquet",
            SnapshotHash.OfFile(staging.TablePath("patients")),
            new FileInfo(staging.TablePath("patients")).Length,
            [new("patient", "VARCHAR", null, "the patient", "key", "pseudonym", 0), new("n", "BIGINT", "mm", "size > 3 \"mm\"", "clinical", "keep", 0)]);
        manifest = new SnapshotManifest(
            SnapshotManifest.CurrentFormat, cohort, version, SnapshotHash.Of([table]), DateTimeOffset.UnixEpoch, 10, [table],
            [new("patients", "n", "Size", "other", [new("1", 10), new("2", null)])],
            new("lung", "provider", [new("a.csv", "00", 1)], "11", "tables/1", "tool", "ord_1"),
            new(["patients.n"], 1, 10, 10, 1, [new("patients", ["n"], 1, 10, 10)]));
        return staging;
    }

    public Snapshot Publish(int version = 1, string cohort = "lung", string sql = "SELECT 'p' || i AS patient, i AS n FROM range(10) r(i)")
    {
        using var staging = Stage(out var manifest, version, cohort, sql);
        return staging.Publish(manifest);
    }

    public static void WriteParquet(string sql, string path, IReadOnlyList<string>? columns = null)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE \"some table\" AS {sql}";
        command.ExecuteNonQuery();
        ParquetWriter.Write(connection, "some table", columns ?? ["patient", "n"], path);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
