using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Benchmarks.Kernels;

/// <summary>A kernel started by itself, without server and sandbox, and driven over its own sockets.</summary>
public sealed class DirectKernel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly JupyterHeaders headers = new(Guid.CreateVersion7().ToString("N"), "benchmark", TimeProvider.System);
    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly JupyterSigner signer;
    private readonly ZmtpDealer shell;
    private readonly ZmtpDealer control;
    private readonly ZmtpSubscriber ioPub;

    private DirectKernel(KernelProgram program, DirectoryInfo folder, Process process, JupyterSigner signer, ZmtpDealer shell, ZmtpDealer control, ZmtpSubscriber ioPub)
    {
        (this.folder, this.process, this.signer, this.shell, this.control, this.ioPub) = (folder, process, signer, shell, control, ioPub);
        Program = program;
    }

    public KernelProgram Program { get; }

    /// <summary>Resident memory, in MiB.</summary>
    public double Memory => File.ReadLines($"/proc/{process.Id}/status")
        .Where(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(static line => double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .Single();

    public static async Task<DirectKernel> StartAsync(KernelProgram program)
    {
        var folder = Directory.CreateTempSubdirectory("wb");
        var connection = program.OverTcp ? FreePorts() : ConnectionFile.NewIpc(Path.Combine(folder.FullName, "k"));
        var file = Path.Combine(folder.FullName, "c.json");
        connection.Write(file);
        var start = new ProcessStartInfo(program.Command[0], program.Command.Skip(1).Select(word => word == KernelProgram.File ? file : word))
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        byte[] identity = [.. "bench-"u8, .. Guid.CreateVersion7().ToByteArray()];
        var kernel = new DirectKernel(
            program,
            folder,
            process,
            new JupyterSigner(connection.Key),
            await WhenThereAsync(() => ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Shell), identity)),
            await WhenThereAsync(() => ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Control), identity)),
            await WhenThereAsync(() => ZmtpSubscriber.ConnectAsync(connection.Endpoint(JupyterChannel.IoPub))));
        await kernel.SubscribedAsync();
        return kernel;
    }

    /// <summary>Runs a cell and waits for its reply and idle.</summary>
    /// <returns>What it printed and its result as text/plain; the name of its error where it failed.</returns>
    /// <exception cref="OperationCanceledException">For so long nothing came.</exception>
    public async Task<string> RunAsync(string code, Func<Task>? onPrinted = null, TimeSpan? patience = null)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new { code, silent = false, store_history = true, user_expressions = new { }, allow_stdin = false, stop_on_error = true });
        var id = await SendAsync(shell, "execute_request", content);
        var output = new StringBuilder();
        while (true)
        {
            var message = await NextAsync(ioPub.ReceiveAsync, patience ?? Patience);
            if (message.ParentHeader?.MsgId != id)
            {
                continue;
            }

            var body = JsonNode.Parse(message.ContentJson.Span)!;
            switch (message.MsgType)
            {
                case "stream":
                    output.Append((string?)body["text"]);
                    if (onPrinted is not null)
                    {
                        await onPrinted();
                        onPrinted = null;
                    }

                    break;
                case "execute_result": output.Append((string?)body["data"]?["text/plain"]); break;
                case "error": output.Append((string?)body["ename"]); break;
                case "status" when (string?)body["execution_state"] == "idle":
                    await ReplyAsync(id);
                    return output.ToString();
            }
        }
    }

    /// <summary>Asks the running cell to stop: by message, or by the signal that the program takes.</summary>
    public async Task InterruptAsync()
    {
        if (!Program.InterruptBySignal)
        {
            await SendAsync(control, "interrupt_request", "{}"u8.ToArray());
            return;
        }

        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await shell.DisposeAsync();
        await control.DisposeAsync();
        await ioPub.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static ConnectionFile FreePorts()
    {
        var listeners = Enumerable.Range(0, 5).Select(static _ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, static listener => listener.Start());
        var ports = listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        Array.ForEach(listeners, static listener => listener.Dispose());
        return ConnectionFile.NewIpc("127.0.0.1") with
        {
            Transport = "tcp", ShellPort = ports[0], IoPubPort = ports[1], StdinPort = ports[2], ControlPort = ports[3], HeartbeatPort = ports[4],
        };
    }

    // The kernel needs a while to bind its sockets.
    private static async Task<T> WhenThereAsync<T>(Func<Task<T>> connect)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await connect();
            }
            catch (ZmtpException) when (clock.Elapsed < Patience)
            {
                await Task.Delay(5);
            }
        }
    }

    // A subscription is in force once something comes through it.
    private async Task SubscribedAsync()
    {
        while (true)
        {
            await SendAsync(shell, "kernel_info_request", "{}"u8.ToArray());
            try
            {
                await NextAsync(ioPub.ReceiveAsync, TimeSpan.FromMilliseconds(200));
                return;
            }
            catch (OperationCanceledException)
            {
                // Asked before the subscription was known.
            }
        }
    }

    private async Task ReplyAsync(string id)
    {
        while ((await NextAsync(shell.ReceiveAsync, Patience)).ParentHeader?.MsgId != id)
        {
            // Replies to the questions of the start.
        }
    }

    private async Task<string> SendAsync(ZmtpDealer socket, string msgType, byte[] content)
    {
        var message = JupyterMessage.Create(headers.Next(msgType), content);
        await socket.SendAsync(JupyterWire.Encode(message, signer));
        return message.MsgId;
    }

    private async Task<JupyterMessage> NextAsync(Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> receive, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        return JupyterWire.TryDecode(await receive(limit.Token), signer, out var message) == JupyterDecoding.Ok
            ? message
            : throw new InvalidOperationException("The kernel sent a broken message.");
    }
}
