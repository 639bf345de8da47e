using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Workbench.Benchmarks.Sessions;

namespace Workbench.Benchmarks;

/// <summary>A Workbench with demo content started as its users start it.</summary>
public sealed class RunningWorkbench : IAsyncDisposable
{
    private const string ReadyLine = "Stop: Ctrl+C";

    private readonly Process up;
    private readonly string? temporary;

    private RunningWorkbench(Process up, string data, string? temporary, string root, Uri url)
    {
        this.up = up;
        this.temporary = temporary;
        Data = data;
        Root = root;
        Url = url;
    }

    /// <summary>The checkout.</summary>
    public string Root { get; }

    public Uri Url { get; }

    public string Data { get; }

    /// <summary>Process id of the server itself.</summary>
    public int ServerProcess => HostProcesses.Naming(Data).Single(pid => HostProcesses.NameOf(pid) == "Workbench.Serve");

    /// <summary>Starts it.</summary>
    /// <param name="data">The data folder to use, with demo content; null for one that is thrown away afterwards.</param>
    public static async Task<RunningWorkbench> StartAsync(string? data)
    {
        var root = FindRoot();
        var temporary = data is null ? Path.Combine("/tmp", $"wb-{Environment.ProcessId:x}") : null;
        if (temporary is not null)
        {
            // Sessions run under users of their own, which have to be able to pass through.
            Directory.CreateDirectory(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        data ??= Path.Combine(temporary!, "data");
        var port = FreePort();
        var up = Process.Start(new ProcessStartInfo(Path.Combine(root, "workbench"), ["up", "--data", data, "--port", $"{port}"])
        {
            RedirectStandardOutput = true,

            // Benchmarks are one person with many sessions.
            Environment = { ["WORKBENCH_Jupyter__MaxKernelsPerPerson"] = "100" },
        })!;
        while (await up.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.Error.WriteLine(line.Contains("key=", StringComparison.Ordinal) ? "        (sign-in link)" : line);
            if (line.Contains(ReadyLine, StringComparison.Ordinal))
            {
                _ = up.StandardOutput.ReadToEndAsync();
                return new RunningWorkbench(up, data, temporary, root, new Uri($"http://127.0.0.1:{port}"));
            }
        }

        throw new InvalidOperationException("./workbench up ended before it was ready; its messages stand above.");
    }

    /// <summary>A client with a new API token of a demo person.</summary>
    public async Task<JupyterServerClient> SignInAsync(string person)
    {
        using var token = Process.Start(new ProcessStartInfo(Path.Combine(Root, "workbench"), ["token", "--user", person, "--data", Data]) { RedirectStandardOutput = true })!;
        var text = (await token.StandardOutput.ReadToEndAsync()).Trim();
        await token.WaitForExitAsync();
        return token.ExitCode == 0
            ? new JupyterServerClient(Url, text.Split('\n')[^1].Trim())
            : throw new InvalidOperationException("./workbench token failed; its message stands above.");
    }

    public async ValueTask DisposeAsync()
    {
        const int terminate = 15;
        if (!up.HasExited)
        {
            _ = Kill(up.Id, terminate);
            await up.WaitForExitAsync();
        }

        up.Dispose();
        if (temporary is not null)
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workbench.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks run from a checkout; Workbench.sln is in no folder above them.");
    }

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
