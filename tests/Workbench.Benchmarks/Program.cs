using Workbench.Benchmarks;

// The benchmarks of `./workbench bench`. Each prints figures with a peer measured in the same run; none passes or fails.
var benchmarks = new Dictionary<string, Func<RunningWorkbench, Task<IReadOnlyList<Figure>>>>
{
    ["session"] = SessionStart.MeasureAsync,
    ["roundtrip"] = RoundTrip.MeasureAsync,
    ["cohort"] = CohortOpening.MeasureAsync,
};
var json = args.Contains("--json");
var names = args.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();

var figures = new List<Figure>();
await using var workbench = await RunningWorkbench.StartAsync();
foreach (var (name, measure) in benchmarks)
{
    if (names.Count == 0 || names.Contains(name))
    {
        Console.Error.WriteLine($"Measuring: {name}");
        figures.AddRange(await measure(workbench));
    }
}

Console.Out.Write(json ? Figure.ToJson(figures) : Figure.ToTable(figures));
