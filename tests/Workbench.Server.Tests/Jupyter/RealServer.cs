using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>The published launcher and server over a data folder of their own: real sandboxes, real kernels.</summary>
public sealed class RealServer : IAsyncLifetime
{
    private readonly List<Process> processes = [];
    private Process? server;

    // Short, because the path of a session's socket has to fit into 107 bytes.
    private readonly string data = Directory.CreateTempSubdirectory("wbj-").FullName;

    public static string Root { get; } = FindRoot();

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    public string Token { get; private set; } = "";

    public async Task InitializeAsync()
    {
        File.SetUnixFileMode(data, (UnixFileMode)0b111_001_001);
        var runtime = Directory.CreateDirectory(Path.Combine(data, "runtime")).FullName;
        foreach (var part in new[] { "launcher", "supervisor", "server", "kernel" })
        {
            var published = Path.Combine(Root, "artifacts", part);
            Assert.True(Directory.Exists(published), $"{published} is missing: run ./workbench test");
            Directory.CreateSymbolicLink(Path.Combine(runtime, part), published);
        }

        Directory.CreateSymbolicLink(Path.Combine(runtime, "python"), Path.Combine(Root, "kernels", "python"));
        await RunAsync("server", "Workbench.Server", "init", "--data", data);
        Token = (await RunAsync("server", "Workbench.Server", "token", "--user", "researcher", "--data", data)).Trim().Split('\n')[^1];
        string[] uids = Environment.IsPrivilegedProcess
            ? ["--server-uid", "35998", "--raw-uid", "35999", "--first-session-uid", "35900", "--last-session-uid", "35939"]
            : [];
        var launcher = Start("launcher", "Workbench.Launcher", ["serve", "--data", data, "--runtime", runtime, .. uids]);
        processes.Add(launcher);
        while (await launcher.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("listening", StringComparison.Ordinal))
        {
        }

        _ = launcher.StandardOutput.ReadToEndAsync();
        await StartServerAsync();
    }

    public async Task StartServerAsync()
    {
        server = Start("server", "Workbench.Server", ["serve", "--data", data, "--port", $"{Address.Port}"]);
        _ = server.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = Address };
        for (var i = 0; i < 300; i++)
        {
            try
            {
                if ((await client.GetAsync("/healthz")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        Assert.Fail("The server did not answer within 30 seconds.");
    }

    /// <summary>The packages that notebooks may add.</summary>
    public string PackagesFolder => Path.Combine(data, "packages");

    public string SessionFolder(string session) => Path.Combine(data, "sessions", session);

    /// <summary>What the command says; it fails when the chain does.</summary>
    public Task<string> VerifyAuditAsync() => RunAsync("server", "Workbench.Server", "audit", "verify", "--data", data);

    /// <summary>kill -9: no goodbye, nothing written down.</summary>
    public async Task KillServerAsync()
    {
        server!.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", Token);
        return client;
    }

    internal Task<ChannelClient> ConnectAsync(string kernelId, string sessionId) => ChannelClient.ConnectAsync(
        new Uri($"ws://{Address.Authority}/api/kernels/{kernelId}/channels?session_id={sessionId}&token={Token}"), sessionId, v1: true);

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            processes.Insert(0, server);
        }

        foreach (var process in processes.Where(process => !process.HasExited))
        {
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await stop.WaitForExitAsync();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(data, recursive: true);
    }

    private static Process Start(string part, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Path.Combine(Root, "artifacts", part, program), arguments) { RedirectStandardOutput = true })!;

    private static async Task<string> RunAsync(string part, string program, params string[] arguments)
    {
        using var process = Start(part, program, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workbench.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below Workbench.sln.");
    }
}
