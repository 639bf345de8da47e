using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Forty sessions at once, each running a cell a second.</summary>
internal static class ManyFigures
{
    private const int Sessions = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, JupyterServerClient client, TimeSpan length)
    {
        var server = workbench.ServerProcess;
        var kernels = new List<KernelChannels>();
        for (var i = 0; i < Sessions; i++)
        {
            kernels.Add(await client.StartKernelAsync(".net-csharp"));
            await kernels[^1].RunAsync("1+1");
        }

        var supervisors = HostProcesses.Naming(Path.Combine(workbench.Data, "sessions") + "/").Where(pid => HostProcesses.NameOf(pid) == "Workbench.Super").ToList();
        var memory = HostProcesses.Pss(supervisors.SelectMany(HostProcesses.Tree)) / Sessions;
        var before = HostProcesses.Resident(server);
        var (times, failures, late) = (new ConcurrentBag<double>(), new ConcurrentBag<string>(), 0);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(kernels.Select(async (kernel, n) =>
        {
            // Spread over the second, as people are.
            await Task.Delay(Pause * n / Sessions);
            for (var cell = 0; clock.Elapsed < length; cell++)
            {
                var start = Stopwatch.GetTimestamp();
                try
                {
                    var answer = await kernel.RunAsync($"var x{cell} = {cell} + 1; x{cell}").WaitAsync(Patience);
                    if (answer != $"{cell + 1}")
                    {
                        failures.Add("wrong answer");
                    }
                }
                catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or System.Net.WebSockets.WebSocketException)
                {
                    failures.Add(failure.GetType().Name);
                    return;
                }

                var took = Stopwatch.GetElapsedTime(start);
                times.Add(took.TotalMilliseconds);
                if (took < Pause)
                {
                    await Task.Delay(Pause - took);
                }
                else
                {
                    Interlocked.Increment(ref late);
                }
            }
        }));
        var after = HostProcesses.Resident(server);
        foreach (var kernel in kernels)
        {
            await client.StopKernelAsync(kernel);
        }

        Console.Error.WriteLine($"{Sessions} sessions for {length.TotalSeconds:F0} s: {times.Count} cells, {failures.Count} failures ({string.Join(", ", failures.Distinct())}), {late} took longer than their second");
        return
        [
            Figure.Of("sessions", $"round trip of a cell, {Sessions} sessions for {length.TotalSeconds:F0} s", "ms", [.. times]),
            Figure.Of("sessions", $"failures among {times.Count} cells", "cells", [failures.Count]),
            Figure.Of("sessions", $"memory of one of {Sessions} sessions (Pss)", "MiB", [memory]),
            Figure.Of("sessions", "server's memory after it", "MiB", [after], "before it", [before]),
        ];
    }
}
