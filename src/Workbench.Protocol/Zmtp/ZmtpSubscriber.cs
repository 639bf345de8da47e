namespace Workbench.Protocol.Zmtp;

/// <summary>SUB: receives the messages whose first frame begins with a subscribed prefix.</summary>
public sealed class ZmtpSubscriber : IAsyncDisposable
{
    private readonly ZmtpClientConnection connection;

    private ZmtpSubscriber(ZmtpClientConnection connection) => this.connection = connection;

    /// <summary>Connects and subscribes to <paramref name="prefix"/> (empty: everything).</summary>
    /// <exception cref="ZmtpException">Nobody answers, or the peer is no PUB.</exception>
    public static async Task<ZmtpSubscriber> ConnectAsync(
        ZmtpEndpoint endpoint, ReadOnlyMemory<byte> prefix = default, ZmtpOptions? options = null, CancellationToken cancellation = default)
    {
        var connection = await ZmtpClientConnection.ConnectAsync(endpoint, ZmtpSocketType.Sub, default, options ?? ZmtpOptions.Default, cancellation).ConfigureAwait(false);
        var subscriber = new ZmtpSubscriber(connection);
        await subscriber.SubscribeAsync(prefix, cancellation).ConfigureAwait(false);
        return subscriber;
    }

    /// <summary>RFC 23/ZMTP 3.0: a subscription is a message of one frame, 1 and the prefix.</summary>
    public Task SubscribeAsync(ReadOnlyMemory<byte> prefix, CancellationToken cancellation = default) =>
        connection.SendAsync([(byte[])[1, .. prefix.Span]], cancellation);

    /// <inheritdoc cref="ZmtpDealer.ReceiveAsync"/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReceiveAsync(CancellationToken cancellation = default) => connection.ReceiveAsync(cancellation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
