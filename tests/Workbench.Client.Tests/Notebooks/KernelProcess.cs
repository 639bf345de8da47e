using System.Diagnostics;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>The published kernel as a process of its own, driven over Unix sockets as a session drives it.</summary>
public sealed class KernelProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestCell = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly ZmtpDealer shell;
    private readonly ZmtpSubscriber ioPub;
    private readonly JupyterSigner signer;
    private readonly JupyterHeaders headers = new("test", "rosa", TimeProvider.System);

    private KernelProcess(DirectoryInfo folder, Process process, ZmtpDealer shell, ZmtpSubscriber ioPub, JupyterSigner signer) =>
        (this.folder, this.process, this.shell, this.ioPub, this.signer) = (folder, process, shell, ioPub, signer);

    /// <param name="brokerSocket">Null: as outside a workbench.</param>
    public static async Task<KernelProcess> StartAsync(string? brokerSocket)
    {
        var folder = Directory.CreateTempSubdirectory("wb-kernel-");
        var connection = ConnectionFile.NewIpc(Path.Combine(folder.FullName, "k"));
        var connectionFile = Path.Combine(folder.FullName, "conn.json");
        connection.Write(connectionFile);
        var start = new ProcessStartInfo(RepositoryFolder.Kernel, ["--connection-file", connectionFile]) { WorkingDirectory = folder.FullName };
        start.Environment["TMPDIR"] = folder.FullName;
        start.Environment["HOME"] = folder.FullName;
        // Where the sandbox has it, for Python cells.
        start.Environment["PYTHONPATH"] = Path.Combine(RepositoryFolder.Root, "kernels", "python");
        start.Environment.Remove("WORKBENCH_BROKER");
        if (brokerSocket is not null)
        {
            start.Environment["WORKBENCH_BROKER"] = brokerSocket;
        }
        var process = Process.Start(start)!;
        try
        {
            var ioPub = await ZmtpSubscriber.ConnectAsync(connection.Endpoint(JupyterChannel.IoPub));
            await ioPub.SubscribeAsync(ReadOnlyMemory<byte>.Empty);
            var shell = await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Shell), "test"u8.ToArray());
            var kernel = new KernelProcess(folder, process, shell, ioPub, new JupyterSigner(connection.Key));
            await kernel.WaitForSubscriptionAsync();
            return kernel;
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Runs one cell and gives what it put out, in order.</summary>
    public async Task<IReadOnlyList<CellOutput>> RunAsync(string code, string language = "csharp")
    {
        using var patience = new CancellationTokenSource(LongestCell);
        var request = JupyterMessage.Create(headers.Next("execute_request"), JupyterJson.Write(writer =>
        {
            writer.WriteString("code", code);
            writer.WriteBoolean("silent", false);
            writer.WriteBoolean("store_history", true);
            writer.WriteBoolean("allow_stdin", false);
            writer.WriteBoolean("stop_on_error", true);
        })) with
        {
            MetadataJson = JsonSerializer.SerializeToUtf8Bytes(new { polyglot_notebook = new { kernelName = language } }),
        };
        await shell.SendAsync(JupyterWire.Encode(request, signer), patience.Token);
        var outputs = new List<CellOutput>();
        while (true)
        {
            var message = Decode(await ioPub.ReceiveAsync(patience.Token));
            if (message.ParentHeader?.MsgId != request.MsgId)
            {
                continue;
            }
            using var content = message.ParseContent();
            if (message.MsgType == "status" && content.RootElement.GetProperty("execution_state").GetString() == "idle")
            {
                return outputs;
            }
            if (message.MsgType is "stream" or "display_data" or "execute_result" or "error")
            {
                outputs.Add(new CellOutput(message.MsgType, content.RootElement.Clone()));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await shell.DisposeAsync();
        await ioPub.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A subscription takes effect some time after it was sent; a reply that is also published proves it.</summary>
    private async Task WaitForSubscriptionAsync()
    {
        var published = ioPub.ReceiveAsync().AsTask();
        for (var attempt = 0; attempt < 100 && !published.IsCompleted; attempt++)
        {
            await shell.SendAsync(JupyterWire.Encode(JupyterMessage.Create(headers.Next("kernel_info_request"), JupyterJson.Empty), signer));
            await Task.WhenAny(published, Task.Delay(100));
        }
        Assert.True(published.IsCompleted, "The kernel published nothing within ten seconds.");
        await published;
    }

    private JupyterMessage Decode(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        Assert.Equal(JupyterDecoding.Ok, JupyterWire.TryDecode(frames, signer, out var message));
        return message;
    }
}

/// <summary>One output of a cell as it came over the wire.</summary>
/// <param name="Type">stream, display_data, execute_result or error.</param>
public sealed record CellOutput(string Type, JsonElement Content)
{
    /// <summary>Text of a stream, of an error, or of one MIME type of a display; null when there is none.</summary>
    public string? Text(string mimeType = "text/plain") => Type switch
    {
        "stream" => Content.GetProperty("text").GetString(),
        "error" => Content.GetProperty("evalue").GetString(),
        _ => Content.GetProperty("data").TryGetProperty(mimeType, out var data) ? data.ToString() : null,
    };

    public IReadOnlyList<string> MimeTypes =>
        Type is "display_data" or "execute_result" ? [.. Content.GetProperty("data").EnumerateObject().Select(entry => entry.Name)] : [];
}
