namespace Workbench.Protocol.Zmtp;

/// <summary>
/// DEALER: sends and receives freely. It talks to a kernel's shell, control and stdin ROUTER sockets; shell and stdin of one
/// client must carry the same identity.
/// </summary>
public sealed class ZmtpDealer : IAsyncDisposable
{
    private readonly ZmtpClientConnection connection;

    private ZmtpDealer(ZmtpClientConnection connection) => this.connection = connection;

    /// <exception cref="ZmtpException">Nobody answers, or the peer is no ROUTER.</exception>
    public static async Task<ZmtpDealer> ConnectAsync(
        ZmtpEndpoint endpoint, ReadOnlyMemory<byte> identity, ZmtpOptions? options = null, CancellationToken cancellation = default) =>
        new(await ZmtpClientConnection.ConnectAsync(endpoint, ZmtpSocketType.Dealer, identity, options ?? ZmtpOptions.Default, cancellation).ConfigureAwait(false));

    /// <summary>Sends one message. May be called by several threads; each message stays whole. A message that has begun is not cancelled.</summary>
    public Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken cancellation = default) => connection.SendAsync(frames, cancellation);

    /// <summary>The next message. One caller at a time; cancelling loses nothing.</summary>
    /// <exception cref="ZmtpException">The peer is gone or broke the protocol.</exception>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReceiveAsync(CancellationToken cancellation = default) => connection.ReceiveAsync(cancellation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
