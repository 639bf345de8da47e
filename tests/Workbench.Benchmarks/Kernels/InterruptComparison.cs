using System.Diagnostics;
using Workbench.Compatibility;

namespace Workbench.Benchmarks.Kernels;

/// <summary>How many endless cells of a language stop within half a second of an interrupt, with the state kept, and how long the slowest takes.</summary>
internal static class InterruptComparison
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.5);

    /// <summary>From here a cell counts as one that goes on; the kernel is then replaced.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>What stands before a cell: how it prints something; and how a value is kept and shown.</summary>
    private static readonly Dictionary<string, (string Title, string Print, string Keep, string Show)> Languages = new()
    {
        ["csharp"] = ("C#", "Console.Write(1);\n", "var survivor = 42;", "survivor"),
        ["fsharp"] = ("F#", "#!fsharp\nprintf \"1\"\n", "#!fsharp\nlet survivor = 42", "#!fsharp\nsurvivor"),
        ["sql"] = ("SQL", "Console.Write(1);\n#!sql\n", "#!sql\nCREATE OR REPLACE TABLE survivor AS SELECT 42 AS x", "#!sql --name kept\nSELECT x FROM survivor LIMIT 1\n#!csharp\n#!share --from sql kept\nkept.First().Data.First().First().Value"),
        ["python"] = ("Python", "#!python\nprint(1, flush=True)\n", "#!python\nsurvivor = 42", "#!python\nprint(survivor)"),
        ["r"] = ("R", "#!r\ncat('1\\n'); flush.console()\n", "#!r\nsurvivor <- 42", "#!r\ncat(survivor)"),
    };

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(KernelProgram kernel, KernelProgram? original)
    {
        var peer = await StopAllAsync(KernelProgram.Python, "python", "print(1, flush=True)\n", "survivor = 42", "print(survivor)");
        var second = original is null ? null : await StopAllAsync(original, "csharp", "Console.Write(1);\n", "var survivor = 42;", "survivor");
        List<Figure> figures = [];
        foreach (var language in InterruptWorkloads.Languages)
        {
            var (title, print, keep, show) = Languages[language];
            var times = await StopAllAsync(kernel, language, print, keep, show);
            figures.Add(Figure.Of("kernel", $"of {times.Count} endless cells stop in 0.5 s, state kept, {title}", "count", [Stopped(times)], $"ipykernel, of {peer.Count} in Python", [Stopped(peer)])
                .Beside(original?.Name, second is null ? null : Stopped(second)));
            figures.Add(Figure.Of("kernel", $"interrupt to idle, the slowest of them, {title}", "ms", [times.Max()], "ipykernel", [peer.Max()]).Beside(original?.Name, second?.Max()));
        }

        return figures;
    }

    private static double Stopped(IReadOnlyList<double> times) => times.Count(static time => time <= Soon.TotalMilliseconds);

    /// <returns>Milliseconds from each interrupt to idle; infinite where the cell went on or the state was lost.</returns>
    private static async Task<IReadOnlyList<double>> StopAllAsync(KernelProgram program, string language, string print, string keep, string show)
    {
        List<double> times = [];
        DirectKernel? kernel = null;
        foreach (var code in InterruptWorkloads.In(language))
        {
            if (kernel is null)
            {
                kernel = await DirectKernel.StartAsync(program);
                await kernel.RunAsync(keep);
            }

            var time = await StopAsync(kernel, print + code, show);
            times.Add(time);
            if (double.IsInfinity(time))
            {
                Console.Error.WriteLine($"{program.Name} did not stop, or lost its state: {code.ReplaceLineEndings(" ⏎ ")}");
                await kernel.DisposeAsync();
                kernel = null;
            }
        }

        if (kernel is not null)
        {
            await kernel.DisposeAsync();
        }

        return times;
    }

    private static async Task<double> StopAsync(DirectKernel kernel, string code, string show)
    {
        var clock = new Stopwatch();
        try
        {
            var end = await kernel.RunAsync(
                code,
                async () =>
                {
                    await Task.Delay(200);
                    clock.Start();
                    await kernel.InterruptAsync();
                },
                Limit);
            clock.Stop();
            var kept = await kernel.RunAsync(show, patience: Limit);
            return end.Contains("KeyboardInterrupt", StringComparison.Ordinal) && kept.Contains("42", StringComparison.Ordinal) ? clock.Elapsed.TotalMilliseconds : double.PositiveInfinity;
        }
        catch (Exception error) when (error is OperationCanceledException or Workbench.Protocol.Zmtp.ZmtpException)
        {
            return double.PositiveInfinity;
        }
    }
}
