using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>A notebook page's end of the channels socket.</summary>
internal sealed class ChannelClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly JupyterHeaders headers;
    private readonly bool v1;

    private ChannelClient(string sessionId, bool v1)
    {
        this.v1 = v1;
        headers = new JupyterHeaders(sessionId, "page", TimeProvider.System);
        if (v1)
        {
            socket.Options.AddSubProtocol(WebSocketV1Framing.Subprotocol);
        }
    }

    public ClientWebSocket Socket => socket;

    public static async Task<ChannelClient> ConnectAsync(Uri address, string sessionId, bool v1)
    {
        var client = new ChannelClient(sessionId, v1);
        await client.socket.ConnectAsync(address, CancellationToken.None);
        return client;
    }

    public async Task<JupyterMessage> SendAsync(string type, object content, object? metadata = null, JupyterChannel channel = JupyterChannel.Shell, byte[]? buffer = null)
    {
        var message = JupyterMessage.Create(headers.Next(type), JsonSerializer.SerializeToUtf8Bytes(content)) with
        {
            MetadataJson = JsonSerializer.SerializeToUtf8Bytes(metadata ?? new { }),
            Buffers = buffer is null ? [] : [buffer],
        };
        if (v1)
        {
            await socket.SendAsync(WebSocketV1Framing.Encode(channel, message), WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        else
        {
            var (frame, isBinary) = WebSocketLegacyFraming.Encode(channel, message);
            await socket.SendAsync(frame, isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, CancellationToken.None);
        }

        return message;
    }

    public Task<JupyterMessage> ExecuteAsync(string code, string? cellId) =>
        SendAsync("execute_request", new { code, silent = false }, new { cellId });

    /// <summary>The next message, or null when the server closed.</summary>
    public async Task<(JupyterChannel Channel, JupyterMessage Message)?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        while (true)
        {
            var result = await socket.ReceiveAsync(part, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            bytes.Write(part, 0, result.Count);
            if (result.EndOfMessage)
            {
                JupyterChannel channel;
                JupyterMessage message;
                Assert.Equal(JupyterDecoding.Ok, v1
                    ? WebSocketV1Framing.TryDecode(bytes.ToArray(), out channel, out message)
                    : WebSocketLegacyFraming.TryDecode(bytes.ToArray(), result.MessageType == WebSocketMessageType.Binary, out channel, out message));
                return (channel, message);
            }
        }
    }

    /// <summary>Messages up to and with the first that fits.</summary>
    public async Task<List<JupyterMessage>> UntilAsync(Func<JupyterMessage, bool> last)
    {
        var messages = new List<JupyterMessage>();
        while (await ReceiveAsync() is var (_, message))
        {
            messages.Add(message);
            if (last(message))
            {
                return messages;
            }
        }

        throw new InvalidOperationException("The server closed the socket.");
    }

    public Task<List<JupyterMessage>> UntilIdleAsync(JupyterMessage request) =>
        UntilAsync(message => message.MsgType == "status" && message.ParentHeader?.MsgId == request.MsgId && Content(message)["execution_state"]!.GetValue<string>() == "idle");

    public static JsonNode Content(JupyterMessage message) => JsonNode.Parse(message.ContentJson.Span)!;

    public static long SequenceOf(JupyterMessage message) => (long)JsonNode.Parse(message.MetadataJson.Span)!["workbench"]!["seq"]!;

    public static IEnumerable<string> Texts(IEnumerable<JupyterMessage> messages) =>
        messages.Where(message => message.MsgType == "stream").Select(message => Content(message)["text"]!.GetValue<string>());

    /// <summary>The line breaks: no goodbye.</summary>
    public void Break() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
