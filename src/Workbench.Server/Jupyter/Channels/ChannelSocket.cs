using System.Buffers;
using System.Net.WebSockets;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>A WebSocket that carries whole kernel messages. Sending may be called from several tasks, receiving from one.</summary>
internal sealed class ChannelSocket(WebSocket socket, ChannelFraming framing, int maxMessageBytes) : IDisposable
{
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>Waits until the client's side takes the bytes: that is what slows the reading of the journal down to a slow page.</summary>
    /// <exception cref="WebSocketException">The client is gone.</exception>
    public async Task SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancel)
    {
        var (frame, type) = framing.Encode(channel, message);
        await sending.WaitAsync(cancel);
        try
        {
            await socket.SendAsync(frame, type, endOfMessage: true, cancel);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next message, or null when the client closed or had to be cut off for breaking the protocol.</summary>
    /// <exception cref="WebSocketException">The client is gone.</exception>
    public async Task<(JupyterChannel Channel, JupyterMessage Message)?> ReceiveAsync(CancellationToken cancel)
    {
        var received = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var part = await socket.ReceiveAsync(received.GetMemory(4096), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            received.Advance(part.Count);
            if (received.WrittenCount > maxMessageBytes)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"A message may have at most {maxMessageBytes} bytes.");
                return null;
            }

            if (part.EndOfMessage)
            {
                var problem = framing.TryDecode(received.WrittenMemory, part.MessageType, out var channel, out var message);
                if (problem == JupyterDecoding.Ok && channel is JupyterChannel.Shell or JupyterChannel.Control or JupyterChannel.Stdin)
                {
                    return (channel, message);
                }

                await CloseAsync(WebSocketCloseStatus.InvalidPayloadData, $"Not a message for a kernel: {(problem == JupyterDecoding.Ok ? JupyterDecoding.BadChannel : problem)}.");
                return null;
            }
        }
    }

    /// <summary>Says goodbye with a reason, if the client still listens.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await sending.WaitAsync(CancellationToken.None);
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client was faster.
        }
        finally
        {
            sending.Release();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }
}
