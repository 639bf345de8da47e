using System.Text;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Tests.Driving;

/// <summary>A client as a notebook page is one: it sends requests and gathers what belongs to them until "idle".</summary>
public sealed class KernelClient : IAsyncDisposable
{
    private readonly JupyterHeaders headers = new(Guid.CreateVersion7().ToString("N"), "test", TimeProvider.System);
    private readonly JupyterSigner signer;
    private readonly ZmtpSubscriber ioPub;
    private readonly ZmtpRequester heartbeat;

    private KernelClient(JupyterSigner signer, ZmtpDealer shell, ZmtpDealer control, ZmtpDealer stdin, ZmtpSubscriber ioPub, ZmtpRequester heartbeat)
    {
        this.signer = signer;
        Shell = shell;
        Control = control;
        Stdin = stdin;
        this.ioPub = ioPub;
        this.heartbeat = heartbeat;
    }

    public ZmtpDealer Shell { get; }

    public ZmtpDealer Control { get; }

    public ZmtpDealer Stdin { get; }

    public static async Task<KernelClient> ConnectAsync(ConnectionFile connection)
    {
        byte[] identity = [.. "client-"u8, .. Guid.CreateVersion7().ToByteArray()];
        var client = new KernelClient(
            new JupyterSigner(connection.Key),
            await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Shell), identity),
            await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Control), identity),
            await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Stdin), identity),
            await ZmtpSubscriber.ConnectAsync(connection.Endpoint(JupyterChannel.IoPub)),
            await ZmtpRequester.ConnectAsync(connection.Endpoint(JupyterChannel.Heartbeat)));
        while ((await client.NextAsync(client.ioPub.ReceiveAsync)).MsgType != "iopub_welcome")
        {
            // Messages from before the subscription are none of ours.
        }

        return client;
    }

    public async Task<bool> BeatsAsync()
    {
        var answer = await heartbeat.RequestAsync([Encoding.ASCII.GetBytes("ping")]);
        return answer[0].Span.SequenceEqual("ping"u8);
    }

    /// <summary>Sends a request and returns its id.</summary>
    public async Task<string> SendAsync(ZmtpDealer socket, string msgType, object content, JupyterSigner? otherSigner = null, JsonElement? metadata = null)
    {
        var message = JupyterMessage.Create(headers.Next(msgType), JsonSerializer.SerializeToUtf8Bytes(content));
        if (metadata is { } given)
        {
            message = message with { MetadataJson = Encoding.UTF8.GetBytes(given.GetRawText()) };
        }

        await socket.SendAsync(JupyterWire.Encode(message, otherSigner ?? signer));
        return message.MsgId;
    }

    /// <summary>Sends a request, waits for its reply and for idle.</summary>
    public async Task<JsonElement> AskAsync(string msgType, object content, JsonElement? metadata = null)
    {
        var id = await SendAsync(Shell, msgType, content, metadata: metadata);
        var reply = await ReplyAsync(Shell, id);
        await OutputsAsync(id);
        return reply;
    }

    public async Task<CellRun> RunAsync(string code, object? expressions = null, JsonElement? metadata = null)
    {
        var id = await BeginAsync(code, expressions, metadata: metadata);
        return await EndAsync(id);
    }

    /// <summary>Runs a cell whose metadata name its language.</summary>
    public Task<CellRun> RunInAsync(string language, string code) => RunAsync(code, metadata: LanguageMetadata(language));

    public static JsonElement LanguageMetadata(string language) =>
        JsonSerializer.SerializeToElement(new { polyglot_notebook = new { kernelName = language } });

    /// <summary>Waits for the kernel's question and answers it.</summary>
    public async Task<JsonElement> AnswerAsync(string value)
    {
        JupyterMessage question;
        do
        {
            question = await NextAsync(Stdin.ReceiveAsync);
        }
        while (question.MsgType != "input_request");

        await SendAsync(Stdin, "input_reply", new { value });
        return Content(question);
    }

    /// <summary>The next message on iopub of a type.</summary>
    public async Task<JsonElement> PublishedAsync(string msgType)
    {
        while (true)
        {
            var message = await NextAsync(ioPub.ReceiveAsync);
            if (message.MsgType == msgType)
            {
                return Content(message);
            }
        }
    }

    public Task<string> BeginAsync(
        string code, object? expressions = null, bool stopOnError = true, bool silent = false, bool allowStdin = false, JsonElement? metadata = null) =>
        SendAsync(Shell, "execute_request", new
        {
            code,
            silent,
            store_history = true,
            user_expressions = expressions ?? new { },
            allow_stdin = allowStdin,
            stop_on_error = stopOnError,
        }, metadata: metadata);

    public async Task<CellRun> EndAsync(string id)
    {
        var outputs = await OutputsAsync(id);
        return new CellRun(await ReplyAsync(Shell, id), outputs);
    }

    /// <summary>Runs a cell, interrupts it once it has printed "started", and returns how it ended.</summary>
    public Task<CellRun> RunInterruptedAsync(string code) => RunInterruptedAsync("csharp", "Console.Write(\"started\");\n" + code);

    /// <summary>Runs a cell that prints something first, interrupts it then, and returns how it ended.</summary>
    public async Task<CellRun> RunInterruptedAsync(string language, string code)
    {
        var id = await BeginAsync(code, metadata: LanguageMetadata(language));
        List<JupyterMessage> before = [];
        do
        {
            before.Add(await NextAsync(ioPub.ReceiveAsync));
        }
        while (before[^1].MsgType != "stream" || before[^1].ParentHeader?.MsgId != id);

        await Task.Delay(150);
        var interrupt = await SendAsync(Control, "interrupt_request", new { });
        await ReplyAsync(Control, interrupt);
        return await EndAsync(id);
    }

    public async Task<JsonElement> ReplyAsync(ZmtpDealer socket, string id)
    {
        while (true)
        {
            var message = await NextAsync(socket.ReceiveAsync);
            if (message.ParentHeader?.MsgId == id)
            {
                return Content(message);
            }
        }
    }

    /// <summary>All that was published for a request, up to its idle status.</summary>
    public async Task<List<(string Type, JsonElement Content)>> OutputsAsync(string id)
    {
        List<(string, JsonElement)> outputs = [];
        while (true)
        {
            var message = await NextAsync(ioPub.ReceiveAsync);
            if (message.ParentHeader?.MsgId != id)
            {
                continue;
            }

            var content = Content(message);
            if (message.MsgType == "status" && content.GetProperty("execution_state").GetString() == "idle")
            {
                return outputs;
            }

            outputs.Add((message.MsgType, content));
        }
    }

    public async Task<JupyterMessage> NextAsync(Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> receive)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var frames = await receive(limit.Token);
        Assert.Equal(JupyterDecoding.Ok, JupyterWire.TryDecode(frames, signer, out var message));
        return message;
    }

    public async ValueTask DisposeAsync()
    {
        await Shell.DisposeAsync();
        await Control.DisposeAsync();
        await Stdin.DisposeAsync();
        await ioPub.DisposeAsync();
        await heartbeat.DisposeAsync();
    }

    private static JsonElement Content(JupyterMessage message)
    {
        using var document = message.ParseContent();
        return document.RootElement.Clone();
    }
}
