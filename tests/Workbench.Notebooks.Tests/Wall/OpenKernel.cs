using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.Zmtp;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>A kernel of a spec without any sandbox, as a given uid in a throw-away folder: where the attacks have to work.</summary>
internal sealed class OpenKernel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JupyterHeaders _headers = new(Guid.CreateVersion7().ToString("N"), "control", TimeProvider.System);
    private readonly Process _process;
    private readonly JupyterSigner _signer;
    private ZmtpDealer _shell = null!;
    private ZmtpSubscriber _published = null!;

    private OpenKernel(Process process, JupyterSigner signer) => (_process, _signer) = (process, signer);

    /// <param name="spec">Which kernel.</param>
    /// <param name="folder">Its working folder; the uid can write there.</param>
    /// <param name="uid">Who it runs as.</param>
    /// <param name="openFile">File that it inherits as an open descriptor, as from a careless parent.</param>
    public static async Task<OpenKernel> StartAsync(KernelSpec spec, string folder, int uid, string openFile)
    {
        var run = Directory.CreateDirectory(Path.Combine(folder, $"run-{spec.Language}-{uid}")).FullName;
        var connection = ConnectionFile.NewIpc(Path.Combine(run, "k"), spec.Name);
        var file = Path.Combine(run, "conn.json");
        connection.Write(file);
        foreach (var path in new[] { run, file })
        {
            using var chown = Process.Start("chown", [$"{uid}:{uid}", path]);
            await chown.WaitForExitAsync();
        }

        var command = spec.Arguments.Select(argument => argument.Replace(SandboxPaths.ConnectionFile, file, StringComparison.Ordinal)
            .Replace(SandboxPaths.KernelProgram, RepositoryRoot.Combine("artifacts", "kernel"), StringComparison.Ordinal));
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", "exec \"$@\" 5<\"$0\"", openFile, "prlimit", "--nofile=16384", "--core=1048576", "--",
            .. Self.Uid == uid ? Array.Empty<string>() : ["setpriv", "--reuid", $"{uid}", "--regid", $"{uid}", "--clear-groups", "--"],
            .. command,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = folder;
        start.Environment["IPYTHONDIR"] = run;
        var kernel = new OpenKernel(Process.Start(start)!, new JupyterSigner(connection.Key));
        _ = kernel._process.StandardOutput.ReadToEndAsync();
        _ = kernel._process.StandardError.ReadToEndAsync();
        kernel._published = await ZmtpSubscriber.ConnectAsync(connection.Endpoint(JupyterChannel.IoPub));
        kernel._shell = await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Shell), "control"u8.ToArray());
        await kernel.WakeAsync();
        return kernel;
    }

    /// <summary>Runs a cell and returns what it printed.</summary>
    public async Task<string> RunAsync(string code)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = await SendAsync("execute_request", new { code, silent = false, store_history = false, user_expressions = new { }, allow_stdin = false, stop_on_error = false });
        var text = new StringBuilder();
        while (true)
        {
            if (await NextAsync(patience.Token) is not { } message || message.ParentHeader?.MsgId != id)
            {
                continue;
            }

            using var content = message.ParseContent();
            switch (message.MsgType)
            {
                case "stream":
                    text.Append(content.RootElement.GetProperty("text").GetString());
                    break;
                case "error":
                    text.Append(content.RootElement.GetProperty("evalue").GetString());
                    break;
                case "status" when content.RootElement.GetProperty("execution_state").GetString() == "idle":
                    return text.ToString();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _shell.DisposeAsync();
        await _published.DisposeAsync();
    }

    /// <summary>Asks until a published message comes: then the subscription is in place.</summary>
    private async Task WakeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var heard = NextAsync(patience.Token);
        while (!heard.IsCompleted)
        {
            await SendAsync("kernel_info_request", new { });
            await Task.WhenAny(heard, Task.Delay(200, patience.Token));
        }

        await heard;
    }

    private async Task<string> SendAsync(string type, object content)
    {
        var message = JupyterMessage.Create(_headers.Next(type), JsonSerializer.SerializeToUtf8Bytes(content));
        await _shell.SendAsync(JupyterWire.Encode(message, _signer));
        return message.MsgId;
    }

    private async Task<JupyterMessage?> NextAsync(CancellationToken cancellation) =>
        JupyterWire.TryDecode(await _published.ReceiveAsync(cancellation), _signer, out var message) == JupyterDecoding.Ok ? message : null;
}
