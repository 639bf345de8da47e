using System.Diagnostics;

namespace Workbench.Benchmarks.Kernels;

/// <summary>
/// What users of the deprecated original suffered from, measured beside Debian's ipykernel and, where it is on PATH, beside the
/// original: the kernels alone, turn by turn.
/// </summary>
public static class KernelComparison
{
    private const int Starts = 3;
    private const int WarmUp = 50;
    private const int Measured = 200;
    private const int Cells = 600;
    private const int Lines = 20_000;
    private const int Tables = 3;

    // A million rows of ten columns, and what takes them over.
    private const string Million =
        "var million = new Microsoft.Data.Analysis.DataFrame(Enumerable.Range(0, 10).Select(c => (Microsoft.Data.Analysis.DataFrameColumn)"
        + "new Microsoft.Data.Analysis.PrimitiveDataFrameColumn<double>(\"c\" + c, Enumerable.Range(0, 1_000_000).Select(i => (double)i * c))));";

    private const string TakeMillion = "#!python\n#!share --from csharp million\nprint(million.shape)";

    /// <param name="root">The checkout, whose published kernel is measured.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string root)
    {
        var (ours, original) = (KernelProgram.Ours(root, "csharp"), KernelProgram.Original("csharp"));
        List<Figure> figures = [.. await StartsAsync(ours, original, "C#"), .. await StartsAsync(KernelProgram.Ours(root, "fsharp"), KernelProgram.Original("fsharp"), "F#")];
        await using var kernel = await DirectKernel.StartAsync(ours);
        await using var python = await DirectKernel.StartAsync(KernelProgram.Python);
        await using var old = original is null ? null : await DirectKernel.StartAsync(original);
        figures.Add(await TurnsAsync("warm 1+1, C#", kernel, python, old));
        figures.AddRange(await ManyCellsAsync(kernel, old));
        figures.Add(Figure.Of("kernel", $"print {Lines} lines, all of them, C#", "ms", [await PrintAsync(kernel, $"for (var i = 0; i < {Lines}; i++) Console.WriteLine(i);")], python.Program.Name, [await PrintAsync(python, $"for i in range({Lines}): print(i)")])
            .Beside(original?.Name, old is null ? null : await PrintAsync(old, $"for (var i = 0; i < {Lines}; i++) Console.WriteLine(i);")));
        figures.Add(await HandOverAsync(kernel));
        await using var fsharp = await DirectKernel.StartAsync(KernelProgram.Ours(root, "fsharp"));
        await using var oldFSharp = original is null ? null : await DirectKernel.StartAsync(KernelProgram.Original("fsharp")!);
        figures.Add(await TurnsAsync("warm 1+1, F#", fsharp, python, oldFSharp));
        figures.AddRange(await InterruptComparison.MeasureAsync(ours, original));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> StartsAsync(KernelProgram ours, KernelProgram? original, string language)
    {
        KernelProgram[] programs = original is null ? [ours, KernelProgram.Python] : [ours, KernelProgram.Python, original];
        var (times, memory) = (programs.Select(static _ => new List<double>()).ToArray(), programs.Select(static _ => new List<double>()).ToArray());
        for (var i = 0; i < Starts * programs.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            await using var kernel = await DirectKernel.StartAsync(programs[i % programs.Length]);
            await kernel.RunAsync("1+1");
            times[i % programs.Length].Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromSeconds(3));
            memory[i % programs.Length].Add(kernel.Memory);
        }

        return
        [
            Figure.Of("kernel", $"start to first 1+1, {language}", "ms", times[0], programs[1].Name, times[1]).Beside(original?.Name, original is null ? null : Figure.Percentile(times[2], 0.5)),
            Figure.Of("kernel", $"memory three seconds after the first 1+1, {language}", "MiB", memory[0], programs[1].Name, memory[1]).Beside(original?.Name, original is null ? null : Figure.Percentile(memory[2], 0.5)),
        ];
    }

    private static async Task<Figure> TurnsAsync(string quantity, DirectKernel kernel, DirectKernel python, DirectKernel? original)
    {
        var (ours, peers, originals) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var (mine, peer, old) = (await TimeAsync(kernel, "1+1"), await TimeAsync(python, "1+1"), original is null ? 0 : await TimeAsync(original, "1+1"));
            if (i >= WarmUp)
            {
                ours.Add(mine);
                peers.Add(peer);
                originals.Add(old);
            }
        }

        return Figure.Of("kernel", quantity, "ms", ours, python.Program.Name, peers).Beside(original?.Program.Name, original is null ? null : Figure.Percentile(originals, 0.5));
    }

    private static async Task<IReadOnlyList<Figure>> ManyCellsAsync(DirectKernel kernel, DirectKernel? original)
    {
        var (times, gained) = await DeclareAsync(kernel);
        var (old, oldGained) = original is null ? ([], 0) : await DeclareAsync(original);
        return
        [
            Figure.Of("kernel", $"the last 100 of {Cells} declaring cells, C#", "ms", times[^100..], "the first 100", times[..100])
                .Beside(original is null ? null : original.Program.Name + ", last 100", original is null ? null : Figure.Percentile(old[^100..], 0.5)),
            Figure.Of("kernel", $"memory gained over {Cells} cells, C#", "MiB", [gained]).Beside(original?.Program.Name, original is null ? null : oldGained),
        ];
    }

    private static async Task<(List<double> Times, double Gained)> DeclareAsync(DirectKernel kernel)
    {
        var before = kernel.Memory;
        var times = new List<double>();
        for (var i = 0; i < Cells; i++)
        {
            times.Add(await TimeAsync(kernel, $"var v{i} = {i}; v{i}"));
        }

        return (times, kernel.Memory - before);
    }

    /// <returns>Infinite where lines were lost or idle never came.</returns>
    private static async Task<double> PrintAsync(DirectKernel kernel, string code)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var printed = await kernel.RunAsync(code, patience: TimeSpan.FromSeconds(10));
            return printed.Count(static letter => letter == '\n') == Lines ? clock.Elapsed.TotalMilliseconds : double.PositiveInfinity;
        }
        catch (OperationCanceledException)
        {
            return double.PositiveInfinity;
        }
    }

    // The child kernel and what it reads tables with are there already, as in a notebook that has used Python before.
    private static async Task<Figure> HandOverAsync(DirectKernel kernel)
    {
        await kernel.RunAsync("var few = new Microsoft.Data.Analysis.DataFrame(new Microsoft.Data.Analysis.PrimitiveDataFrameColumn<double>(\"c\", new[] { 1.5 }));");
        await kernel.RunAsync("#!python\nimport pandas\n#!share --from csharp few\nprint(few.shape)");
        await kernel.RunAsync(Million);
        List<double> times = [];
        for (var i = 0; i < Tables; i++)
        {
            var clock = Stopwatch.StartNew();
            var shape = await kernel.RunAsync(TakeMillion);
            times.Add(shape.Contains("(1000000, 10)", StringComparison.Ordinal) ? clock.Elapsed.TotalMilliseconds : double.PositiveInfinity);
        }

        return Figure.Of("kernel", "1,000,000 x 10 numbers from C# to Python", "ms", times);
    }

    private static async Task<double> TimeAsync(DirectKernel kernel, string code)
    {
        var start = Stopwatch.GetTimestamp();
        await kernel.RunAsync(code);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
