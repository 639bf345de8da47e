using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;

namespace Workbench.Server.Cohorts;

/// <summary>
/// From a snapshot's manifest to what a page may show. Counts were suppressed when the manifest was written; they are held
/// against the cohort's threshold once more, so that a raised threshold counts for snapshots that exist already.
/// </summary>
internal static class ManifestView
{
    public static TableDictionary Table(ManifestTable table, int threshold) => new(
        table.Name, table.Rows, table.Patients,
        [.. table.Columns.Select(column => new ColumnEntry(
            column.Name, column.Type, column.Unit, column.Meaning, MissingPercent(column.Missing, table.Rows, threshold), column.Rule, column.Role))]);

    public static CohortCount Count(ManifestCount count, int threshold) => new(
        count.Table, count.Title, count.Kind,
        [.. count.Bars.Select(bar => new CountBar(bar.Label, bar.Patients < threshold ? null : bar.Patients))]);

    public static CohortLineage Lineage(SnapshotManifest manifest, CohortSnapshot snapshot, Order? order) => new(
        manifest.Version, manifest.Lineage.Source, manifest.Lineage.Provider,
        [.. manifest.Lineage.SourceFiles.Select(file => new SourceFile(file.Name, file.Sha256, file.Bytes))],
        manifest.Lineage.RulesSha256, manifest.Lineage.Profile, manifest.Lineage.ToolVersion,
        snapshot.KeyPurpose, snapshot.KeyGeneration, order?.Cause, snapshot.OrderId, order?.RequestedBy, order?.DecidedBy, order?.DecidedAt, snapshot.BuiltAt);

    public static CohortRisk Risk(ManifestRisk risk, int threshold, bool all, bool report) => new(
        risk.QuasiIdentifiers, all || risk.K >= threshold ? risk.K : null, all ? risk.Unique : null, risk.Records, report ? risk.Report : null);

    private static double? MissingPercent(long missing, long rows, int threshold) => missing switch
    {
        0 => 0,
        _ when missing < threshold || rows - missing is > 0 and var present && present < threshold => null,
        _ => Math.Round(100.0 * missing / rows, 1),
    };
}
