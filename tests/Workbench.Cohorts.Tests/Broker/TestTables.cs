using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Broker;

/// <param name="Select">A DuckDB query that makes the rows.</param>
public sealed record TestTable(string Name, string Select, IReadOnlyList<ManifestColumn> Columns);

public static class TestTables
{
    /// <summary>100 rows, one a patient: age 30 to 79, sex f (60) and m (40), ph.ecog 0 to 2 with 5 missing, stage with a group of 3, secret.</summary>
    public static readonly TestTable Patients = new(
        "patients",
        """
        SELECT 'p' || lpad(i::VARCHAR, 3, '0') AS patient, 30 + (i % 50) AS age,
               CASE WHEN i % 5 < 3 THEN 'f' ELSE 'm' END AS sex,
               CASE WHEN i < 5 THEN NULL ELSE i % 3 END AS "ph.ecog",
               CASE WHEN i < 3 THEN 'IV' WHEN i < 40 THEN 'I' ELSE 'II' END AS stage,
               DATE '2020-01-01' + i::INTEGER AS diagnosed,
               CASE WHEN i = 7 THEN '007' ELSE 'note ''' || i || '''' END AS note,
               'secret-' || i AS secret
        FROM range(100) r(i) ORDER BY 1
        """,
        [
            Column("patient", "VARCHAR", ColumnRoles.Key), Column("age", "BIGINT", ColumnRoles.Quasi),
            Column("sex", "VARCHAR", ColumnRoles.Quasi), Column("ph.ecog", "BIGINT", ColumnRoles.Clinical) with { Missing = 5 },
            Column("stage", "VARCHAR", ColumnRoles.Clinical), Column("diagnosed", "DATE", ColumnRoles.Date),
            Column("note", "VARCHAR", ColumnRoles.Text), Column("secret", "VARCHAR", ColumnRoles.Sensitive),
        ]);

    public static readonly TestTable Visits = new(
        "visits",
        "SELECT 'p' || lpad((i % 100)::VARCHAR, 3, '0') AS patient, i AS day FROM range(300) r(i) ORDER BY 1, 2",
        [Column("patient", "VARCHAR", ColumnRoles.Key), Column("day", "BIGINT", ColumnRoles.Event)]);

    public static ManifestColumn Column(string name, string type, string role) =>
        new(name, type, null, $"What {name} means", role, "keep", 0);
}

/// <summary>Writes a snapshot as the building process would.</summary>
public static class TestSnapshot
{
    public static SnapshotManifest Write(string root, string cohort, int version, IReadOnlyList<TestTable> tables)
    {
        var folder = Path.Combine(root, cohort, $"v{version}");
        Directory.CreateDirectory(Path.Combine(folder, "tables"));
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var written = tables.Select(table => Write(connection, folder, table)).ToList();
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentFormat, cohort, version, SnapshotHash.Of(written), DateTimeOffset.UnixEpoch, 100, written, [],
            new ManifestLineage("test", "Test hospital", [], new string('0', 64), "test/1", "0", "none"),
            new ManifestRisk([], null, 0, 0, 0, []));
        File.WriteAllBytes(Path.Combine(folder, ManifestFile.Name), ManifestFile.Write(manifest));
        return manifest;
    }

    private static ManifestTable Write(DuckDBConnection connection, string folder, TestTable table)
    {
        var file = Path.Combine(folder, "tables", $"{table.Name}.parquet");
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({table.Select}) TO '{file}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        command.CommandText = $"SELECT count(*) FROM '{file}'";
        var rows = (long)command.ExecuteScalar()!;
        return new ManifestTable(
            table.Name, rows, 100, $"tables/{table.Name}.parquet", SnapshotHash.OfFile(file), new FileInfo(file).Length, table.Columns);
    }
}
