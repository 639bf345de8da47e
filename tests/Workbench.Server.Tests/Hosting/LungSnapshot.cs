using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Server.Tests.Hosting;

/// <summary>Publishes lung/v1 as the building process does: 40 patients, of whom 35 are male and 5 female.</summary>
internal static class LungSnapshot
{
    public const int Males = 35;
    public const int Females = 5;

    public static async Task PublishAsync(RunningServer server)
    {
        var store = server.Get<GovernanceStore>();
        await using var governance = store.Read();
        var order = governance.Orders.Single(one => one.Source == "lung");
        Assert.True((await BuildOrder.StartAsync(store, order.Id)).Allowed);
        var snapshot = Write(server.Get<SnapshotStore>(), order.Id.Value);
        var manifest = snapshot.Manifest;
        var registered = await BuildOrder.CompleteAsync(store, order.Id, new SnapshotRegistration(
            1, manifest.ContentHash, manifest.Patients, 0,
            [.. manifest.Tables.Select(table => new SnapshotTable(table.Name, table.Rows, [.. table.Columns.Select(column => column.Name)]))],
            new RiskFigures(manifest.Risk.QuasiIdentifiers, manifest.Risk.K, manifest.Risk.Unique, manifest.Risk.Records), "lung/v1/manifest.json"));
        Assert.True(registered.Allowed, registered.Refusal?.Message);
    }

    private static Snapshot Write(SnapshotStore store, string order)
    {
        using var staging = SnapshotStaging.Begin(store, order);
        var path = staging.TablePath("patients");
        using (var duckDb = new DuckDBConnection("Data Source=:memory:"))
        {
            duckDb.Open();
            using var command = duckDb.CreateCommand();
            command.CommandText = $"""
                COPY (SELECT 'P' || lpad(i::VARCHAR, 3, '0') AS patient, 100 + i AS time,
                      CASE WHEN i < {Males} THEN 'male' ELSE 'female' END AS sex FROM range({Males + Females}) t(i))
                TO '{path}' (FORMAT parquet)
                """;
            command.ExecuteNonQuery();
        }

        ManifestColumn[] columns =
        [
            new("patient", "VARCHAR", null, "the patient", ColumnRoles.Key, "pseudonym", 0),
            new("time", "BIGINT", "days", "survival", ColumnRoles.Event, "keep", 3),
            new("sex", "VARCHAR", null, "sex", ColumnRoles.Quasi, "keep", 0),
        ];
        var rows = Males + Females;
        var table = new ManifestTable("patients", rows, rows, "tables/patients.parquet", SnapshotHash.OfFile(path), new FileInfo(path).Length, columns);
        return staging.Publish(new SnapshotManifest(
            SnapshotManifest.CurrentFormat, "lung", 1, SnapshotHash.Of([table]), TimeProvider.System.GetUtcNow(), rows, [table],
            [new ManifestCount("patients", "sex", "Sex", "sex", [new("male", Males), new("female", Females)])],
            new ManifestLineage("lung", "Demo Lung Trial Office", [], new string('0', 64), "tables/1", "test", order),
            new ManifestRisk(["patients.sex"], Females, 0, rows, 0, [new("patients", ["sex"], Females, 0, rows)])));
    }
}
