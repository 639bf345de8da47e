using System.Diagnostics;

namespace Workbench.Benchmarks;

/// <summary>What users of the deprecated original suffered from, measured beside Debian's ipykernel: the kernel alone, turn by turn.</summary>
public static class KernelComparison
{
    private const string Peer = "ipykernel";
    private const int Starts = 3;
    private const int WarmUp = 50;
    private const int Measured = 200;
    private const int Cells = 600;
    private const int Lines = 20_000;

    private static readonly string[] Python = ["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", "{f}"];

    private static readonly (string Name, string CSharp, string Python)[] Workloads =
    [
        ("busy loop", "while (true) { }", "while True: pass"),
        ("sleep", "Thread.Sleep(60000);", "import time; time.sleep(60)"),
        ("sum of a sequence", "Enumerable.Repeat(1, int.MaxValue).Select(i => (double)i).Sum()", "sum(float(i) for i in range(1 << 40))"),
        ("awaited delay", "await Task.Delay(60000);", "import asyncio; await asyncio.sleep(60)"),
    ];

    /// <param name="root">The checkout, whose published kernel is measured.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string root)
    {
        string[] command = [Path.Combine(root, "artifacts", "kernel", "Workbench.Kernel"), "--connection-file", "{f}"];
        List<Figure> figures = [];
        var (starts, peerStarts, memory, peerMemory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Starts; i++)
        {
            await StartAsync(command, starts, memory);
            await StartAsync(Python, peerStarts, peerMemory);
        }

        figures.Add(Figure.Of("kernel", "start to first 1+1, C#", "ms", starts, Peer, peerStarts));
        figures.Add(Figure.Of("kernel", "memory three seconds after the first 1+1, C#", "MiB", memory, Peer, peerMemory));
        await using var kernel = await DirectKernel.StartAsync(command);
        await using var python = await DirectKernel.StartAsync(Python);
        figures.Add(await TurnsAsync("warm 1+1, C#", kernel, "1+1", python));
        figures.AddRange(await ManyCellsAsync(kernel));
        figures.Add(await PrintAsync(kernel, python));
        foreach (var (name, csharp, peer) in Workloads)
        {
            figures.Add(Figure.Of("kernel", $"interrupt of a {name}, C#", "ms", [await StopAsync(kernel, csharp, "Console.Write(1);\n", bySignal: false)], Peer, [await StopAsync(python, peer, "print(1)\n", bySignal: true)]));
        }

        await using var fsharp = await DirectKernel.StartAsync([.. command, "--default-kernel", "fsharp"]);
        var first = Stopwatch.StartNew();
        await fsharp.RunAsync("1+1");
        figures.Add(Figure.Of("kernel", "first F# cell of a started kernel", "ms", [first.Elapsed.TotalMilliseconds]));
        figures.Add(await TurnsAsync("warm 1+1, F#", fsharp, "1+1", python));
        return figures;
    }

    private static async Task StartAsync(string[] command, List<double> starts, List<double> memory)
    {
        var clock = Stopwatch.StartNew();
        await using var kernel = await DirectKernel.StartAsync(command);
        await kernel.RunAsync("1+1");
        starts.Add(clock.Elapsed.TotalMilliseconds);
        await Task.Delay(TimeSpan.FromSeconds(3));
        memory.Add(kernel.Memory);
    }

    private static async Task<Figure> TurnsAsync(string quantity, DirectKernel kernel, string code, DirectKernel python)
    {
        var (ours, peers) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var (mine, peer) = (await TimeAsync(kernel, code), await TimeAsync(python, "1+1"));
            if (i >= WarmUp)
            {
                ours.Add(mine);
                peers.Add(peer);
            }
        }

        return Figure.Of("kernel", quantity, "ms", ours, Peer, peers);
    }

    private static async Task<IReadOnlyList<Figure>> ManyCellsAsync(DirectKernel kernel)
    {
        var before = kernel.Memory;
        var times = new List<double>();
        for (var i = 0; i < Cells; i++)
        {
            times.Add(await TimeAsync(kernel, $"var v{i} = {i}; v{i}"));
        }

        return
        [
            Figure.Of("kernel", $"the last 100 of {Cells} declaring cells, C#", "ms", times[^100..], "the first 100", times[..100]),
            Figure.Of("kernel", $"memory gained over {Cells} cells, C#", "MiB", [kernel.Memory - before]),
        ];
    }

    private static async Task<Figure> PrintAsync(DirectKernel kernel, DirectKernel python)
    {
        var clock = Stopwatch.StartNew();
        var printed = await kernel.RunAsync($"for (var i = 0; i < {Lines}; i++) Console.WriteLine(i);");
        var mine = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        await python.RunAsync($"for i in range({Lines}): print(i)");
        return printed.Count(static letter => letter == '\n') == Lines
            ? Figure.Of("kernel", $"print {Lines} lines, all of them, C#", "ms", [mine], Peer, [clock.Elapsed.TotalMilliseconds])
            : throw new InvalidOperationException("Not all lines arrived.");
    }

    // From the interrupt to idle; afterwards the kernel still answers.
    private static async Task<double> StopAsync(DirectKernel kernel, string code, string print, bool bySignal)
    {
        var clock = new Stopwatch();
        await kernel.RunAsync(print + code, async () =>
        {
            await Task.Delay(200);
            clock.Start();
            await kernel.InterruptAsync(bySignal);
        });
        clock.Stop();
        await kernel.RunAsync("1+1");
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> TimeAsync(DirectKernel kernel, string code)
    {
        var start = Stopwatch.GetTimestamp();
        await kernel.RunAsync(code);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
