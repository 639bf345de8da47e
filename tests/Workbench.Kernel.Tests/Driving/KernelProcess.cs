using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Tests.Driving;

/// <summary>A real kernel in a process and a folder of its own, gone at the end.</summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wk");
    private readonly Process process;

    private KernelProcess(string transport)
    {
        Connection = transport == "ipc" ? ConnectionFile.NewIpc(Path.Combine(folder.FullName, "k")) : Tcp();
        var file = Path.Combine(folder.FullName, "c.json");
        Connection.Write(file);
        process = Process.Start(new ProcessStartInfo(Program, ["--connection-file", file]) { WorkingDirectory = folder.FullName })!;
    }

    /// <summary>The kernel as built beside these tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Workbench.Kernel");

    public ConnectionFile Connection { get; }

    public int Id => process.Id;

    public static async Task<(KernelProcess Process, KernelClient Client)> StartAsync(string transport = "ipc")
    {
        var kernel = new KernelProcess(transport);
        return (kernel, await KernelClient.ConnectAsync(kernel.Connection));
    }

    /// <summary>The exit code, within the time in which a kernel has to end.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static ConnectionFile Tcp()
    {
        // Five free ports, as jupyter_client finds them.
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }

        return ConnectionFile.NewIpc("127.0.0.1") with
        {
            Transport = "tcp",
            ShellPort = ports[0],
            IoPubPort = ports[1],
            StdinPort = ports[2],
            ControlPort = ports[3],
            HeartbeatPort = ports[4],
        };
    }
}
