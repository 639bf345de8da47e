using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Workbench.Benchmarks;

/// <summary>
/// Opening a cohort in a sandboxed kernel, through the broker and under a permit, as a frame and as a data view; beside it DuckDB
/// reading the same Parquet file directly, outside the sandbox, into a table in memory.
/// </summary>
public static class CohortOpening
{
    private const int Repeats = 7;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench)
    {
        var figures = new List<Figure>();
        foreach (var (cohort, rows, columns) in new[] { ("bench-small", 3_000, 15), ("bench-large", 1_000_000, 20) })
        {
            await GeneratedCohort.PublishAsync(workbench, cohort, rows, columns);
            figures.AddRange(await MeasureAsync(workbench, cohort, $"{rows:N0} x {columns}"));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, string cohort, string size)
    {
        using var client = await workbench.SignInAsync("researcher");
        var kernel = await client.StartKernelAsync(".net-csharp");
        await kernel.RunAsync("using System.Diagnostics; long start; object opened;");
        var (frames, views, direct) = (new List<double>(), new List<double>(), new List<double>());
        var file = Path.Combine(workbench.Data, "snapshots", cohort, "v1", "tables", "measurements.parquet");
        for (var i = -1; i < Repeats; i++)
        {
            var frame = await OpenAsync(kernel, cohort, "ToFrame");
            var view = await OpenAsync(kernel, cohort, "ToDataView");
            var read = ReadDirectly(file);
            if (i >= 0)
            {
                frames.Add(frame);
                views.Add(view);
                direct.Add(read);
            }
        }

        await client.StopKernelAsync(kernel);
        const string peer = "DuckDB, same file, into a table";
        return
        [
            Figure.Of("cohort", $"{size} as a Deedle frame", "ms", frames, peer, direct),
            Figure.Of("cohort", $"{size} as an ML.NET data view", "ms", views, peer, direct),
        ];
    }

    /// <summary>Opens and reads every value once, since a data view is lazy.</summary>
    private static async Task<double> OpenAsync(KernelChannels kernel, string cohort, string conversion)
    {
        var read = conversion == "ToDataView"
            ? "var view = (Microsoft.ML.IDataView)opened; foreach (var column in view.Schema) { using var cursor = view.GetRowCursor(new[] { column }); long n = 0; while (cursor.MoveNext()) n++; }"
            : "_ = ((Deedle.Frame<int, string>)opened).RowCount;";
        var answer = await kernel.RunAsync($$"""
            start = Stopwatch.GetTimestamp();
            opened = Cohorts.Open("{{cohort}}").Table("measurements").{{conversion}}();
            { {{read}} }
            Console.Write(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            """);
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static double ReadDirectly(string file)
    {
        var start = Stopwatch.GetTimestamp();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TEMP TABLE opened AS SELECT * FROM read_parquet('{file}')";
        command.ExecuteNonQuery();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
