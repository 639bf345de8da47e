using Workbench.Cohorts.Risk;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building.Images;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Risk;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Building;

/// <summary>
/// Builds the content of one snapshot: raw files through types and rules into a work database, from there sorted into Parquet
/// files in the staging folder, with the manifest that describes them. It knows nothing of orders, and it publishes nothing;
/// whoever called it does, after it returned without a refusal.
/// </summary>
public sealed class SnapshotBuild(SourceFolder source, PatientKeys keys, string workFolder, TimeProvider clock)
{
    /// <summary>Patients who may be in no snapshot; null: nobody left.</summary>
    public WithdrawalList? Withdrawn { get; init; }

    /// <summary>What the snapshot is for.</summary>
    /// <param name="Cohort">Name of the cohort.</param>
    /// <param name="Version">Version that the snapshot will be.</param>
    /// <param name="Order">Id of the order.</param>
    /// <param name="SmallestGroup">Counts below it do not enter the manifest.</param>
    public sealed record Target(string Cohort, int Version, string Order, int SmallestGroup);

    /// <param name="staging">The folder to fill.</param>
    /// <param name="manifest">The manifest to publish it with, when the result is null.</param>
    /// <returns>Null, or why there is no snapshot.</returns>
    public SourceRefusal? Run(Target target, SnapshotStaging staging, Action<BuildProgress> report, CancellationToken cancellation, out SnapshotManifest? manifest)
    {
        manifest = null;
        using var work = new WorkDatabase(workFolder);
        var files = new List<ManifestSourceFile>();
        if (LoadTables(work, table => staging.TablePath(table.Name), files, report, cancellation, out var loaded) is { } refusal)
        {
            return refusal;
        }

        var tables = source.Definition.Tables;
        var total = TotalBytes();
        if (source.Definition.Images is { } images &&
            new ImageLoader(source, images, keys, work, workFolder).Load(staging, step => report(new BuildProgress(step, total, total)), cancellation) is { } imageRefusal)
        {
            return imageRefusal;
        }

        report(new BuildProgress("measuring the risk", total, total));
        var risk = RiskMeasure.Of(work, source.Definition, Ordered(files), clock);
        if (RiskMeasure.Refuses(risk) is { } tooHigh)
        {
            return tooHigh;
        }

        var written = new List<ManifestTable>();
        foreach (var table in tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            report(new BuildProgress($"writing {table.Name}", total, total));
            written.Add(Describe(table, loaded[table.Name], staging.TablePath(table.Name)));
        }

        if (source.Definition.Images is not null)
        {
            ParquetWriter.Write(work.Connection, ImagesDefinition.Table, ImageTable.Names, staging.TablePath(ImagesDefinition.Table));
            written.Add(Describe(
                ImagesDefinition.Table, work.Count($"SELECT count(*) FROM {ImagesDefinition.Table}"), (int)work.Count($"SELECT count(DISTINCT patient) FROM {ImagesDefinition.Table}"),
                ImageTable.Describe(work), staging.TablePath(ImagesDefinition.Table)));
            written.Sort((one, other) => StringComparer.Ordinal.Compare(one.Name, other.Name));
        }

        manifest = new SnapshotManifest(
            SnapshotManifest.CurrentFormat,
            target.Cohort,
            target.Version,
            SnapshotHash.Of(written),
            clock.GetUtcNow(),
            CountPatients(work),
            written,
            CountMeasure.Of(work, tables, target.SmallestGroup),
            new ManifestLineage(
                source.Definition.Name,
                source.Definition.Provider,
                Ordered(files),
                source.Definition.RulesSha256,
                source.Definition.Profile,
                $"Workbench {ToolVersion}, DuckDB {work.Version}",
                target.Order),
            RiskMeasure.Summary(risk));
        return null;
    }

    /// <summary>Reads every file and applies every rule without writing a snapshot.</summary>
    public SourceRefusal? Check(Action<BuildProgress> report, CancellationToken cancellation)
    {
        using var work = new WorkDatabase(workFolder);
        return LoadTables(work, InWorkFolder, [], report, cancellation, out _);
    }

    /// <summary>Applies the rules and measures the risk behind them, without writing a snapshot.</summary>
    /// <param name="risk">The report, when the result is null; also when it stays below the source's target.</param>
    public SourceRefusal? Measure(Action<BuildProgress> report, CancellationToken cancellation, out RiskReport? risk)
    {
        risk = null;
        using var work = new WorkDatabase(workFolder);
        var files = new List<ManifestSourceFile>();
        if (LoadTables(work, InWorkFolder, files, report, cancellation, out _) is { } refusal)
        {
            return refusal;
        }

        risk = RiskMeasure.Of(work, source.Definition, Ordered(files), clock);
        return null;
    }

    private static List<ManifestSourceFile> Ordered(List<ManifestSourceFile> files) => [.. files.DistinctBy(f => f.Name).OrderBy(f => f.Name, StringComparer.Ordinal)];

    private static string ToolVersion =>
        typeof(SnapshotBuild).Assembly.GetName().Version?.ToString(3) ?? "0";

    private string InWorkFolder(TableDefinition table) => Path.Combine(workFolder, table.Name + ".parquet");

    /// <summary>Loads and finishes all tables.</summary>
    /// <param name="pathOf">Where a finished table is written.</param>
    private SourceRefusal? LoadTables(
        WorkDatabase work, Func<TableDefinition, string> pathOf, List<ManifestSourceFile> files, Action<BuildProgress> report, CancellationToken cancellation, out Dictionary<string, LoadedTable> loaded)
    {
        loaded = [];
        var (done, total) = (0L, TotalBytes());
        foreach (var table in source.Definition.Tables)
        {
            var (before, step) = (done, $"reading {table.Name}");
            var (unfinished, path) = (TableFinish.Needs(table), pathOf(table));
            using var identifiers = PatientIdentifiers.Open(work, source.Definition.IdentifierColumns(table));
            var refusal = new TableLoader(table, keys, work, identifiers) { Withdrawn = Withdrawn }.Load(
                source, unfinished ? Path.Combine(workFolder, table.Name + ".loaded.parquet") : path, unfinished, files,
                read => report(new BuildProgress(step, Math.Min(before + read, total), total)), cancellation, out var rows);
            if (refusal is not null)
            {
                return refusal;
            }

            loaded[table.Name] = rows!;
            done += table.Files.Sum(source.Size);
        }

        var found = loaded;
        TableFinish.Run(work, [.. source.Definition.Tables.Select(table => (table, found[table.Name], pathOf(table)))]);
        return null;
    }

    private long TotalBytes() => source.Definition.Tables.SelectMany(t => t.Files).Sum(source.Size);

    private int CountPatients(WorkDatabase work) => (int)work.Count(
        $"SELECT count(*) FROM ({string.Join(" UNION ", source.Definition.Tables.Select(t => $"SELECT patient FROM {ParquetWriter.Quote(t.Name)}"))})");

    private static ManifestTable Describe(TableDefinition table, LoadedTable loaded, string path) => Describe(
        table.Name, loaded.Rows, loaded.Patients,
        [.. table.Kept.Select((c, i) => new ManifestColumn(c.Output, WorkDatabase.TypeName(c.OutputKind), c.Unit, c.Meaning, c.Role, c.Words, loaded.Missing[i]))],
        path);

    private static ManifestTable Describe(string table, long rows, int patients, IReadOnlyList<ManifestColumn> columns, string path) =>
        new(table, rows, patients, $"tables/{table}.parquet", SnapshotHash.OfFile(path), new FileInfo(path).Length, columns);
}
