namespace Workbench.Protocol.Zmtp;

/// <summary>
/// PUB: the kernel's output. Each subscriber gets every message whose first frame begins with one of its prefixes, in
/// order. Unlike libzmq it never drops: a full queue makes <see cref="Send"/> wait, so that a client always sees "idle".
/// </summary>
public sealed class ZmtpPublisher : IDisposable
{
    private readonly Lock gate = new();
    private readonly ZmtpServer server;
    private readonly Action<ReadOnlyMemory<byte>>? subscribed;
    private List<ZmtpPeer> subscribers = [];

    /// <param name="endpoint">Where to listen; an old socket file there is replaced.</param>
    /// <param name="subscribed">Called with the prefix after each new subscription is in force, on the peer's reading thread.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <exception cref="ZmtpException">The endpoint cannot be bound.</exception>
    public ZmtpPublisher(ZmtpEndpoint endpoint, Action<ReadOnlyMemory<byte>>? subscribed = null, ZmtpOptions? options = null)
    {
        this.subscribed = subscribed;
        server = new ZmtpServer(endpoint, ZmtpSocketType.Pub, options ?? ZmtpOptions.Default, Admit, Deliver, Forget);
        server.Start();
    }

    public ZmtpEndpoint Endpoint => server.Endpoint;

    /// <summary>
    /// Sends to every subscriber of the first frame. Blocks while one of them has a full queue. Calls from several threads
    /// keep one order for all subscribers only if the caller orders them.
    /// </summary>
    public void Send(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        byte[]? bytes = null;
        foreach (var peer in Volatile.Read(ref subscribers))
        {
            if (((ZmtpSubscriptions)peer.Tag!).Match(frames[0].Span))
            {
                peer.Enqueue(bytes ??= ZmtpEncoder.Message(frames));
            }
        }
    }

    /// <inheritdoc cref="ZmtpRouter.Drain"/>
    public void Drain(TimeSpan limit) => server.Drain(limit);

    public void Dispose() => server.Dispose();

    private bool Admit(ZmtpPeer peer)
    {
        peer.Tag = new ZmtpSubscriptions();
        lock (gate)
        {
            Volatile.Write(ref subscribers, [.. subscribers, peer]);
        }

        return true;
    }

    private void Deliver(ZmtpPeer peer, IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        // Anything that is no subscription has no meaning to a PUB and is ignored, as RFC 29 asks.
        var body = message[0];
        if (body.IsEmpty)
        {
            return;
        }

        var subscriptions = (ZmtpSubscriptions)peer.Tag!;
        if (body.Span[0] == 1)
        {
            subscriptions.Add(body[1..]);
            subscribed?.Invoke(body[1..]);
        }
        else if (body.Span[0] == 0)
        {
            subscriptions.Remove(body[1..]);
        }
    }

    private void Forget(ZmtpPeer peer)
    {
        lock (gate)
        {
            Volatile.Write(ref subscribers, [.. subscribers.Where(other => other != peer)]);
        }
    }
}
