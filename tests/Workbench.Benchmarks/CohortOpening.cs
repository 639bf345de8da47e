using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Workbench.Benchmarks;

/// <summary>
/// Opening a cohort in a sandboxed kernel, through the broker and under a permit, as a frame and as a data view; beside it DuckDB
/// reading the same Parquet file directly, outside the sandbox, into a table in memory. Measured is what a person at a notebook
/// meets: a server that has answered before, a kernel some seconds old, and a second between one call and the next, as it takes to
/// press a key. What the very first call of a kernel takes, which loads the code for it, is a line of its own.
/// </summary>
public static class CohortOpening
{
    private const string Peer = "DuckDB, same file, into a table";
    private const int Repeats = 7;
    private const int FirstCalls = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string Settled = $"in a kernel {Idle.TotalSeconds:0} s old";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench)
    {
        var figures = new List<Figure>();
        using var client = await workbench.SignInAsync("researcher");
        foreach (var (cohort, rows, columns) in new[] { ("bench-small", 3_000, 15), ("bench-large", 1_000_000, 20) })
        {
            await GeneratedCohort.PublishAsync(workbench, cohort, rows, columns);
            await UseAsync(client, cohort);
            var file = Path.Combine(workbench.Data, "snapshots", cohort, "v1", "tables", "measurements.parquet");
            figures.AddRange(await MeasureAsync(client, cohort, file, $"{rows:N0} x {columns}"));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(JupyterServerClient client, string cohort, string file, string size)
    {
        var (frames, views, direct) = (new List<double>(), new List<double>(), new List<double>());
        var kernel = await StartAsync(client, Idle);
        for (var i = -1; i < Repeats; i++)
        {
            await Task.Delay(Pause);
            var frame = await OpenAsync(kernel, cohort, "ToFrame");
            await Task.Delay(Pause);
            var view = await OpenAsync(kernel, cohort, "ToDataView");
            await Task.Delay(Pause);
            var read = ReadDirectly(file);
            if (i >= 0)
            {
                frames.Add(frame);
                views.Add(view);
                direct.Add(read);
            }
        }

        await client.StopKernelAsync(kernel);
        return
        [
            Figure.Of("cohort", $"{size} as a Deedle frame", "ms", frames, Peer, direct),
            Figure.Of("cohort", $"{size} as an ML.NET data view", "ms", views, Peer, direct),
            await FirstCallAsync(client, cohort, $"{size}, a kernel's first call, {Settled}", Idle),
            await FirstCallAsync(client, cohort, $"{size}, a kernel's first call, just started", TimeSpan.Zero),
        ];
    }

    // Another notebook reads before: the server's own first calls are no part of what is measured.
    private static async Task UseAsync(JupyterServerClient client, string cohort)
    {
        var kernel = await StartAsync(client, TimeSpan.Zero);
        for (var i = 0; i < Repeats; i++)
        {
            await OpenAsync(kernel, cohort, "ToFrame");
        }

        await client.StopKernelAsync(kernel);
    }

    private static async Task<Figure> FirstCallAsync(JupyterServerClient client, string cohort, string quantity, TimeSpan idle)
    {
        var times = new List<double>();
        for (var i = 0; i < FirstCalls; i++)
        {
            var kernel = await StartAsync(client, idle);
            times.Add(await OpenAsync(kernel, cohort, "ToFrame"));
            await client.StopKernelAsync(kernel);
        }

        return Figure.Of("cohort", quantity, "ms", times);
    }

    private static async Task<KernelChannels> StartAsync(JupyterServerClient client, TimeSpan idle)
    {
        var kernel = await client.StartKernelAsync(".net-csharp");
        await kernel.RunAsync("using System.Diagnostics; long start; object opened;");
        await Task.Delay(idle);
        return kernel;
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
