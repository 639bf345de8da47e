using System.Globalization;
using Workbench.Benchmarks;
using Workbench.Benchmarks.Deidentification;
using Workbench.Benchmarks.Kernels;
using Workbench.Benchmarks.Sessions;

string? ValueOf(string option) => Array.IndexOf(args, option) is var at and >= 0 ? args[at + 1] : null;

// The benchmarks of `./workbench bench`. Each prints figures with a peer measured in the same run; none passes or fails.
var benchmarks = new Dictionary<string, Func<RunningWorkbench, Task<IReadOnlyList<Figure>>>>
{
    ["session"] = SessionStart.MeasureAsync,
    ["sessions"] = workbench => SessionBenchmark.MeasureAsync(workbench, SessionOptions.Parse(ValueOf)),
    ["roundtrip"] = RoundTrip.MeasureAsync,
    ["cohort"] = CohortOpening.MeasureAsync,
};
if (args is [TableSpeed.BuildVerb or TableSpeed.CopyVerb, _])
{
    return TableSpeed.Perform(args[0], args[1]);
}

var json = args.Contains("--json");
var data = ValueOf("--data");
var rows = ValueOf("--rows");
var names = args.Where((word, at) => !word.StartsWith("--", StringComparison.Ordinal) && (at == 0 || args[at - 1] is "--json" || !args[at - 1].StartsWith("--", StringComparison.Ordinal))).ToList();

var figures = new List<Figure>();
if (names.Count == 0 || names.Contains("deid"))
{
    Console.Error.WriteLine("Measuring: deid");
    figures.AddRange(FolderSpeed.Measure(RunningWorkbench.FindRoot()));
}

if (names.Count == 0 || names.Contains("tables"))
{
    Console.Error.WriteLine("Measuring: tables");
    figures.AddRange(TableSpeed.Measure(rows is null ? TableSpeed.UsualRows : int.Parse(rows, CultureInfo.InvariantCulture)));
}

if (names.Count == 0 || names.Contains("kernel"))
{
    Console.Error.WriteLine("Measuring: kernel");
    figures.AddRange(await KernelComparison.MeasureAsync(RunningWorkbench.FindRoot()));
}

await using var workbench = names is ["deid"] or ["tables"] or ["kernel"] ? null : await RunningWorkbench.StartAsync(data);
foreach (var (name, measure) in benchmarks)
{
    if (workbench is not null && (names.Count == 0 || names.Contains(name)))
    {
        Console.Error.WriteLine($"Measuring: {name}");
        figures.AddRange(await measure(workbench));
    }
}

Console.Out.Write(json ? Figure.ToJson(figures) : Figure.ToTable(figures));
return 0;
