using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;

namespace Workbench.Benchmarks.Deidentification;

/// <summary>
/// A table de-identified into a snapshot, beside DuckDB copying the same CSV file to Parquet as it comes: each as a process of its own, in turns. The copy
/// judges nothing, sorts nothing and replaces nothing.
/// </summary>
internal static class TableSpeed
{
    /// <summary>The words by which this program starts itself for one run.</summary>
    public const string BuildVerb = "tables-build", CopyVerb = "tables-copy";

    public const int UsualRows = 500_000;

    private const int Runs = 3;

    public static IReadOnlyList<Figure> Measure(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("wb-bench-tables-").FullName;
        try
        {
            Console.Error.WriteLine($"        writing {rows} rows");
            TableCorpus.Write(folder, rows);
            var (ours, withRisk, peer, memory, peerMemory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var run = 0; run < (rows > 2_000_000 ? 1 : Runs); run++)
            {
                var copy = Run(CopyVerb, folder);
                TableCorpus.WriteRules(folder, withRisk: false);
                var build = Run(BuildVerb, folder);
                TableCorpus.WriteRules(folder, withRisk: true);
                var measured = Run(BuildVerb, folder);
                peer.Add(rows / copy.Seconds);
                ours.Add(rows / build.Seconds);
                withRisk.Add(rows / measured.Seconds);
                memory.Add(Math.Max(build.PeakMebibytes, measured.PeakMebibytes));
                peerMemory.Add(copy.PeakMebibytes);
            }

            return
            [
                Figure.Of("tables", $"{rows} rows of 20 columns into a snapshot", "rows/s", ours, "DuckDB COPY of the same CSV", peer),
                Figure.Of("tables", "the same with a risk report", "rows/s", withRisk, "DuckDB COPY of the same CSV", peer),
                Figure.Of("tables", "peak resident memory", "MiB", memory, "DuckDB COPY of the same CSV", peerMemory),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One run inside a process of its own: the exit code.</summary>
    public static int Perform(string verb, string folder)
    {
        if (verb == CopyVerb)
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"COPY (FROM read_csv('{TableCorpus.Csv(folder)}')) TO '{Path.Combine(folder, "copy.parquet")}' (FORMAT parquet)");
            command.ExecuteNonQuery();
            return 0;
        }

        var problems = SourceFolder.Open(Path.Combine(folder, "sources"), "visits", out var source);
        if (source is null)
        {
            Console.Error.WriteLine(string.Join('\n', problems));
            return 1;
        }

        var store = new SnapshotStore(Path.Combine(folder, "snapshots"));
        using var staging = SnapshotStaging.Begin(store, "build");
        var refusal = new SnapshotBuild(source, new PatientKeys(new byte[32]), Path.Combine(folder, "work"), TimeProvider.System)
            .Run(new SnapshotBuild.Target("visits", 1, "ord_bench", 10), staging, _ => { }, CancellationToken.None, out var manifest);
        if (refusal is not null)
        {
            Console.Error.WriteLine(refusal);
            return 1;
        }

        staging.Publish(manifest!);
        SnapshotStaging.Discard(store, "visits", 1);
        return 0;
    }

    private static MeasuredRun Run(string verb, string folder) =>
        MeasuredRun.Of($"'{Environment.ProcessPath}' '{typeof(TableSpeed).Assembly.Location}' {verb} '{folder}'", null)
        ?? throw new InvalidOperationException($"A run of {verb} failed.");
}
