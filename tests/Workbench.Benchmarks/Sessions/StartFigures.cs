using System.Diagnostics;

namespace Workbench.Benchmarks.Sessions;

/// <summary>From the request for a session to the answer of its first cell: claimed from the warm pool, cold, and the peer.</summary>
internal static class StartFigures
{
    private const int Starts = 50;
    private const int ColdStarts = 10;
    private const string CSharp = ".net-csharp";

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, JupyterServerClient client, JupyterPeer peer)
    {
        var pool = new WarmPoolFile(workbench);
        pool.Set(CSharp, 0);
        await pool.NoneAsync();
        var (cold, python, peers) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < ColdStarts; i++)
        {
            cold.Add(await StartAsync(client, CSharp));
            python.Add(await StartAsync(client, "python3"));
            peers.Add(await StartAsync(peer.Client, "python3"));
        }

        pool.Set(CSharp, 1);
        var (warm, kernels, whole) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Starts; i++)
        {
            var slot = await pool.ReadyAsync();
            var supervisor = HostProcesses.Naming(Path.Combine(workbench.Data, "sessions", slot)).Single(pid => HostProcesses.NameOf(pid) == "Workbench.Super");
            whole.Add(HostProcesses.Pss(HostProcesses.Tree(supervisor)));
            kernels.Add(HostProcesses.Pss(HostProcesses.Tree(supervisor).Where(pid => HostProcesses.NameOf(pid) == "Workbench.Kerne")));
            warm.Add(await StartAsync(client, CSharp, slot));
        }

        pool.Set(CSharp, 0);
        await pool.NoneAsync();
        return
        [
            Figure.Of("sessions", "claim to first 1+1, C#, warm", "ms", warm, "cold, C#", cold),
            Figure.Of("sessions", "start to first 1+1, C#, cold", "ms", cold, JupyterPeer.Name, peers),
            Figure.Of("sessions", "start to first 1+1, Python, cold", "ms", python, JupyterPeer.Name, peers),
            Figure.Of("sessions", "memory of an idle warm kernel (Pss), C#", "MiB", kernels),
            Figure.Of("sessions", "the same with supervisor and sandbox (Pss)", "MiB", whole),
        ];
    }

    /// <param name="client">Of the server.</param>
    /// <param name="kernel">Name of the spec.</param>
    /// <param name="slot">The session that is expected, or null for any.</param>
    private static async Task<double> StartAsync(JupyterServerClient client, string kernel, string? slot = null)
    {
        var start = Stopwatch.GetTimestamp();
        var channels = await client.StartKernelAsync(kernel);
        await channels.RunAsync("1+1");
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (slot is not null && channels.Id != slot)
        {
            throw new InvalidOperationException("The session was started cold although a warm kernel was there.");
        }

        await client.StopKernelAsync(channels);
        return milliseconds;
    }
}
