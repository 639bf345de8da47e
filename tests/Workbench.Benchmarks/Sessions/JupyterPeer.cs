using System.Diagnostics;
using System.Net.Sockets;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Debian's jupyter-server with ipykernel on a port of its own, without any sandbox: what people come from.</summary>
internal sealed class JupyterPeer : IAsyncDisposable
{
    private const string Token = "benchmark-token";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private JupyterPeer(Process process, DirectoryInfo folder, Uri url) => (_process, _folder, Client) = (process, folder, new JupyterServerClient(url, Token));

    public const string Name = "jupyter-server with ipykernel";

    public JupyterServerClient Client { get; }

    public int ProcessId => _process.Id;

    public static async Task<JupyterPeer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("wb-jupyter-");
        var port = RunningWorkbench.FreePort();
        var start = new ProcessStartInfo("/usr/bin/jupyter-server",
        [
            "--ServerApp.ip=127.0.0.1", $"--ServerApp.port={port}", "--ServerApp.allow_root=True", "--ServerApp.open_browser=False", $"--ServerApp.token={Token}",
            $"--ServerApp.root_dir={folder.FullName}", "--ServerApp.iopub_data_rate_limit=0", "--ServerApp.iopub_msg_rate_limit=0",
        ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder.FullName,
        };
        (start.Environment["HOME"], start.Environment["JUPYTER_RUNTIME_DIR"]) = (folder.FullName, Path.Combine(folder.FullName, "runtime"));
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        while (!await AnswersAsync(port))
        {
            await Task.Delay(100);
            if (process.HasExited)
            {
                throw new InvalidOperationException("jupyter-server ended at its start.");
            }
        }

        return new JupyterPeer(process, folder, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
