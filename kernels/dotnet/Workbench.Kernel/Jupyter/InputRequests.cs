using System.Collections.Concurrent;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Jupyter;

/// <summary>Asks the user of the running cell for a line ("Messaging in Jupyter", Messages on the stdin channel).</summary>
internal sealed class InputRequests : IDisposable
{
    private readonly BlockingCollection<JupyterMessage> replies = new(16);
    private readonly ZmtpRouter socket;
    private readonly JupyterSigner signer;
    private readonly JupyterHeaders headers;

    public InputRequests(ZmtpEndpoint endpoint, JupyterSigner signer, JupyterHeaders headers)
    {
        this.signer = signer;
        this.headers = headers;
        socket = new ZmtpRouter(endpoint, Receive);
    }

    /// <summary>Asks with a prompt; the answer is the user's line.</summary>
    internal delegate string Asker(string prompt, bool isPassword, CancellationToken cancellation);

    /// <summary>How the cell of <paramref name="request"/> asks its own client.</summary>
    public Asker For(Request request) => (prompt, isPassword, cancellation) =>
    {
        while (replies.TryTake(out _))
        {
            // An answer to an earlier, interrupted question is no answer to this one.
        }

        var content = JupyterJson.Write((prompt, isPassword), static (writer, ask) =>
        {
            writer.WriteString("prompt"u8, ask.prompt);
            writer.WriteBoolean("password"u8, ask.isPassword);
        });
        var message = JupyterMessage.Create(headers.Next("input_request"), content, request.Message);
        if (!socket.Send(request.Client, JupyterWire.Encode(message, signer)))
        {
            throw new InvalidOperationException("Nobody is there to answer: the client that ran this cell has closed its input channel.");
        }

        using var answer = replies.Take(cancellation).ParseContent();
        return answer.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    };

    public void Dispose() => socket.Dispose();

    private void Receive(ReadOnlyMemory<byte> client, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (JupyterWire.TryDecode(frames, signer, out var message) == JupyterDecoding.Ok && message.MsgType == "input_reply")
        {
            replies.TryAdd(message);
        }
    }
}
