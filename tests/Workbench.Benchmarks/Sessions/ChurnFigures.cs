using System.Diagnostics;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Sessions that come, answer once and go, one after another: the server's memory must not grow with their number.</summary>
internal static class ChurnFigures
{
    private const int Parts = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, JupyterServerClient client, int count)
    {
        var server = workbench.ServerProcess;
        var (times, memory) = (new List<double>(), new List<double> { HostProcesses.Resident(server) });
        var failures = 0;
        for (var i = 1; i <= count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var kernel = await client.StartKernelAsync(i % 2 == 0 ? ".net-csharp" : "python3");
                await kernel.RunAsync("1+1");
                await client.StopKernelAsync(kernel);
            }
            catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException)
            {
                failures++;
                Console.Error.WriteLine($"Session {i}: {failure.Message}");
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (i % Math.Max(1, count / Parts) == 0)
            {
                memory.Add(HostProcesses.Resident(server));
                Console.Error.WriteLine($"After {i} sessions the server has {memory[^1]:F0} MiB");
            }
        }

        var left = HostProcesses.Naming(Path.Combine(workbench.Data, "sessions") + "/").Count + Directory.EnumerateFileSystemEntries(Path.Combine(workbench.Data, "sessions")).Count();
        return
        [
            Figure.Of("sessions", $"start, 1+1 and stop, {count} sessions", "ms", times),
            Figure.Of("sessions", "server's memory at the end of it", "MiB", [memory[^1]], "after the first part of it", [memory[1]]),
            Figure.Of("sessions", "failures", "sessions", [failures]),
            Figure.Of("sessions", "processes and folders left behind", "", [left]),
        ];
    }
}
