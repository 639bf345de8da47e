using System.Diagnostics;

namespace Workbench.Benchmarks.Sessions;

/// <summary>A warm 1+1, 20,000 printed lines and the memory of one session: through this server, and through the peer's.</summary>
internal static class RoundTripFigures
{
    private const int WarmUp = 30;
    private const int Measured = 200;
    private const int Prints = 5;
    private const int Lines = 20_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, JupyterServerClient client, JupyterPeer peer)
    {
        var (csharp, python, other) = (await client.StartKernelAsync(".net-csharp"), await client.StartKernelAsync("python3"), await peer.Client.StartKernelAsync("python3"));
        KernelChannels[] all = [csharp, python, other];
        var times = all.Select(_ => new List<double>()).ToArray();
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            for (var n = 0; n < all.Length; n++)
            {
                var took = await TimeAsync(all[n], "1+1");
                if (i >= WarmUp)
                {
                    times[n].Add(took);
                }
            }
        }

        // A client's first lines find out how large its buffers must be: not measured.
        const string printPython = "for i in range(20000): print(i)";
        var prints = all.Select(_ => new List<double>()).ToArray();
        for (var i = 0; i <= Prints; i++)
        {
            for (var n = 0; n < all.Length; n++)
            {
                var took = await TimeAsync(all[n], n == 0 ? "for (var i = 0; i < 20000; i++) Console.WriteLine(i);" : printPython, Lines);
                if (i > 0)
                {
                    prints[n].Add(took);
                }
            }
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        double Session(KernelChannels kernel) => HostProcesses.Naming(Path.Combine(workbench.Data, "sessions", kernel.Id))
            .Where(pid => HostProcesses.NameOf(pid) == "Workbench.Super").Sum(pid => HostProcesses.Pss(HostProcesses.Tree(pid)));
        var (memory, memoryPython) = (Session(csharp), Session(python));
        var memoryPeer = HostProcesses.Pss(HostProcesses.Tree(peer.ProcessId).Where(pid => pid != peer.ProcessId));
        await client.StopKernelAsync(csharp);
        await client.StopKernelAsync(python);
        await peer.Client.StopKernelAsync(other);
        return
        [
            Figure.Of("sessions", "1+1 through the server, C#", "ms", times[0], JupyterPeer.Name, times[2]),
            Figure.Of("sessions", "1+1 through the server, Python", "ms", times[1], JupyterPeer.Name, times[2]),
            Figure.Of("sessions", "20,000 lines, all of them, C#", "ms", prints[0], JupyterPeer.Name, prints[2]),
            Figure.Of("sessions", "20,000 lines, all of them, Python", "ms", prints[1], JupyterPeer.Name, prints[2]),
            Figure.Of("sessions", "memory of a used session (Pss, all of it), C#", "MiB", [memory], JupyterPeer.Name + ", its kernel", [memoryPeer]),
            Figure.Of("sessions", "memory of a used session (Pss, all of it), Python", "MiB", [memoryPython], JupyterPeer.Name + ", its kernel", [memoryPeer]),
        ];
    }

    private static async Task<double> TimeAsync(KernelChannels kernel, string code, int? lines = null)
    {
        var start = Stopwatch.GetTimestamp();
        var printed = await kernel.RunAsync(code);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return lines is null || printed.Count(letter => letter == '\n') == lines ? took : throw new InvalidOperationException("Not all lines arrived.");
    }
}
