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

    private KernelProcess(string transport, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Connection = transport == "ipc" ? Protocol.Jupyter.ConnectionFile.NewIpc(Path.Combine(folder.FullName, "k")) : Tcp();
        ConnectionFile = Path.Combine(folder.FullName, "c.json");
        Connection.Write(ConnectionFile);
        var start = new ProcessStartInfo(Program, ["--connection-file", ConnectionFile, .. arguments]) { WorkingDirectory = folder.FullName };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
    }

    /// <summary>The kernel as built beside these tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Workbench.Kernel");

    public Protocol.Jupyter.ConnectionFile Connection { get; }

    /// <summary>Where the connection file stands, for clients that read it themselves.</summary>
    public string ConnectionFile { get; }

    /// <summary>The kernel's working folder.</summary>
    public string Folder => folder.FullName;

    public int Id => process.Id;

    /// <summary>A kernel for a client that is another process.</summary>
    public static KernelProcess Start(string transport, params IReadOnlyList<string> arguments) => new(transport, arguments);

    /// <inheritdoc cref="Start(string, IReadOnlyList{string})"/>
    public static KernelProcess Start(string transport, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) => new(transport, arguments, environment);

    public static async Task<(KernelProcess Process, KernelClient Client)> StartAsync(
        string transport = "ipc", IReadOnlyDictionary<string, string>? environment = null, params IReadOnlyList<string> arguments)
    {
        var kernel = new KernelProcess(transport, arguments, environment);
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

    private static Protocol.Jupyter.ConnectionFile Tcp()
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

        return Protocol.Jupyter.ConnectionFile.NewIpc("127.0.0.1") with
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
