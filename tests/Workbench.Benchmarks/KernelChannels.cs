using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;

namespace Workbench.Benchmarks;

/// <summary>The channels of one kernel over a WebSocket; runs one cell at a time.</summary>
public sealed class KernelChannels(string id, ClientWebSocket socket, string session) : IDisposable
{
    private readonly JupyterHeaders headers = new(session, "benchmark", TimeProvider.System);
    private byte[] buffer = new byte[1 << 20];

    public string Id => id;

    /// <summary>Runs a cell and waits for both the reply and the idle status.</summary>
    /// <returns>What it printed and its result as text/plain.</returns>
    /// <exception cref="InvalidOperationException">The cell failed.</exception>
    public async Task<string> RunAsync(string code)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new { code, silent = false, store_history = true, user_expressions = new { }, allow_stdin = false, stop_on_error = true });
        var request = JupyterMessage.Create(headers.Next("execute_request"), content);
        await socket.SendAsync(WebSocketV1Framing.Encode(JupyterChannel.Shell, request), WebSocketMessageType.Binary, true, CancellationToken.None);
        var output = new StringBuilder();
        var (replied, idle) = (false, false);
        while (!replied || !idle)
        {
            var message = await ReceiveAsync();
            if (message.ParentHeader?.MsgId != request.MsgId)
            {
                continue;
            }

            var body = JsonNode.Parse(message.ContentJson.Span)!;
            switch (message.MsgType)
            {
                case "execute_reply": replied = true; break;
                case "status": idle = (string?)body["execution_state"] == "idle"; break;
                case "stream": output.Append((string?)body["text"]); break;
                case "execute_result": output.Append((string?)body["data"]?["text/plain"]); break;
                case "error": throw new InvalidOperationException($"The cell failed: {(string?)body["ename"]}: {(string?)body["evalue"]}");
            }
        }

        return output.ToString();
    }

    public void Dispose() => socket.Dispose();

    private async Task<JupyterMessage> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new InvalidOperationException("The server closed the channels.");
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                var decoding = WebSocketV1Framing.TryDecode(buffer.AsMemory(0, length).ToArray(), out _, out var message);
                return decoding == JupyterDecoding.Ok ? message : throw new InvalidOperationException($"A frame is broken: {decoding}.");
            }
        }
    }
}
