using System.Collections.Concurrent;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Languages.Children;

/// <summary>The sockets to a child kernel. What comes in, on whichever of them, is taken in one order.</summary>
internal sealed class ChildChannels : IAsyncDisposable
{
    // The child runs what its user wrote, but its outputs go through memory of ours: they are bounded as any client's.
    private static readonly ZmtpOptions Options = new() { MaxFrameBytes = 256L << 20, MaxMessageBytes = 256L << 20 };

    private readonly BlockingCollection<(JupyterChannel Channel, JupyterMessage? Message)> arrived = new(10_000);
    private readonly CancellationTokenSource ended = new();
    private readonly JupyterHeaders headers = new(Guid.CreateVersion7().ToString("N"), "notebook", TimeProvider.System);
    private readonly JupyterSigner signer;
    private readonly ZmtpDealer shell;
    private readonly ZmtpDealer stdin;
    private readonly ZmtpSubscriber ioPub;

    private ChildChannels(JupyterSigner signer, ZmtpDealer shell, ZmtpDealer stdin, ZmtpSubscriber ioPub)
    {
        this.signer = signer;
        this.shell = shell;
        this.stdin = stdin;
        this.ioPub = ioPub;
        _ = PumpAsync(JupyterChannel.Shell, shell.ReceiveAsync);
        _ = PumpAsync(JupyterChannel.Stdin, stdin.ReceiveAsync);
        _ = PumpAsync(JupyterChannel.IoPub, ioPub.ReceiveAsync);
    }

    public static async Task<ChildChannels> ConnectAsync(ConnectionFile connection, CancellationToken cancellation)
    {
        byte[] identity = [.. "notebook-"u8, .. Guid.CreateVersion7().ToByteArray()];
        return new ChildChannels(
            new JupyterSigner(connection.Key),
            await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Shell), identity, Options, cancellation).ConfigureAwait(false),
            await ZmtpDealer.ConnectAsync(connection.Endpoint(JupyterChannel.Stdin), identity, Options, cancellation).ConfigureAwait(false),
            await ZmtpSubscriber.ConnectAsync(connection.Endpoint(JupyterChannel.IoPub), default, Options, cancellation).ConfigureAwait(false));
    }

    /// <summary>Sends a request on shell.</summary>
    /// <returns>Its id, which answers carry as their parent's.</returns>
    public string Ask(string msgType, byte[] content) => Send(shell, msgType, content, null);

    /// <summary>Answers a question of the child.</summary>
    public void Answer(JupyterMessage question, byte[] content) => Send(stdin, "input_reply", content, question);

    /// <summary>The next message; null when the child has closed its sockets, or nothing came in time.</summary>
    public (JupyterChannel Channel, JupyterMessage? Message) Take(TimeSpan limit) => arrived.TryTake(out var next, limit) ? next : default;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await shell.DisposeAsync().ConfigureAwait(false);
        await stdin.DisposeAsync().ConfigureAwait(false);
        await ioPub.DisposeAsync().ConfigureAwait(false);
    }

    private string Send(ZmtpDealer socket, string msgType, byte[] content, JupyterMessage? parent)
    {
        var message = JupyterMessage.Create(headers.Next(msgType), content, parent);
        socket.SendAsync(JupyterWire.Encode(message, signer)).GetAwaiter().GetResult();
        return message.MsgId;
    }

    private async Task PumpAsync(JupyterChannel channel, Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> receive)
    {
        try
        {
            while (true)
            {
                var frames = await receive(ended.Token).ConfigureAwait(false);
                if (JupyterWire.TryDecode(frames, signer, out var message) == JupyterDecoding.Ok)
                {
                    arrived.Add((channel, message), ended.Token);
                }
            }
        }
        catch (Exception error) when (error is ZmtpException or OperationCanceledException or ObjectDisposedException)
        {
            // The child has gone, or nobody listens to it any more: whoever waits looks after the process.
        }
    }
}
