using System.Net.Sockets;

namespace Workbench.Protocol.Zmtp;

/// <summary>
/// The listening end that ROUTER, PUB and REP share: accepts peers and hands their messages on. What a peer is admitted for,
/// and what its messages mean, is the socket type's business.
/// </summary>
internal sealed class ZmtpServer : IDisposable
{
    private readonly Socket listener;
    private readonly HashSet<ZmtpPeer> peers = [];
    private readonly Func<ZmtpPeer, bool> admit;
    private readonly Action<ZmtpPeer, IReadOnlyList<ReadOnlyMemory<byte>>> deliver;
    private readonly Action<ZmtpPeer> forget;
    private bool disposed;

    public ZmtpServer(
        ZmtpEndpoint endpoint,
        ZmtpSocketType type,
        ZmtpOptions options,
        Func<ZmtpPeer, bool> admit,
        Action<ZmtpPeer, IReadOnlyList<ReadOnlyMemory<byte>>> deliver,
        Action<ZmtpPeer> forget)
    {
        Type = type;
        Options = options;
        this.admit = admit;
        this.deliver = deliver;
        this.forget = forget;
        if (endpoint.Path is { } path)
        {
            // A socket file outlives its process; binding to it again needs it gone.
            File.Delete(path);
        }

        listener = endpoint.NewSocket();
        try
        {
            listener.Bind(endpoint.Address);
            listener.Listen(16);
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new ZmtpException($"Cannot listen at {endpoint}.", error);
        }

        Endpoint = listener.LocalEndPoint is System.Net.IPEndPoint ip ? ZmtpEndpoint.Tcp(ip.Address.ToString(), ip.Port) : endpoint;
    }

    public ZmtpSocketType Type { get; }

    public ZmtpOptions Options { get; }

    /// <summary>Where it listens; a port that was asked for as 0 is the real one here.</summary>
    public ZmtpEndpoint Endpoint { get; }

    public void Start() => new Thread(Accept, 256 << 10) { IsBackground = true, Name = $"zmtp {Type} accept" }.Start();

    public void Drain(TimeSpan limit)
    {
        foreach (var peer in Peers())
        {
            peer.Drain(limit);
        }
    }

    public void Dispose()
    {
        lock (peers)
        {
            disposed = true;
        }

        listener.Dispose();
        foreach (var peer in Peers())
        {
            peer.Close();
        }

        if (Endpoint.Path is { } path)
        {
            File.Delete(path);
        }
    }

    internal bool Admit(ZmtpPeer peer) => admit(peer);

    internal void Deliver(ZmtpPeer peer, IReadOnlyList<ReadOnlyMemory<byte>> message) => deliver(peer, message);

    internal void Forget(ZmtpPeer peer)
    {
        lock (peers)
        {
            peers.Remove(peer);
        }

        forget(peer);
    }

    private ZmtpPeer[] Peers()
    {
        lock (peers)
        {
            return [.. peers];
        }
    }

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = listener.Accept();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                if (IsDisposed())
                {
                    return;
                }

                // Out of descriptors, or the peer gave up while waiting: neither is a reason to stop listening.
                Thread.Sleep(10);
                continue;
            }

            var peer = new ZmtpPeer(socket, this);
            lock (peers)
            {
                if (disposed || peers.Count >= Options.MaxPeers)
                {
                    socket.Dispose();
                    continue;
                }

                peers.Add(peer);
            }

            if (Endpoint.Path is null)
            {
                socket.NoDelay = true;
            }

            peer.Start();
        }
    }

    private bool IsDisposed()
    {
        lock (peers)
        {
            return disposed;
        }
    }
}
