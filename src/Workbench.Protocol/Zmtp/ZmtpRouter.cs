using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Workbench.Protocol.Zmtp;

/// <summary>
/// ROUTER: the kernel's shell, control and stdin. Each received message comes with the identity of its peer; an answer goes to
/// the identity it is addressed to.
/// </summary>
/// <remarks>
/// An identity belongs to the first connection that claims it, until that connection ends; a second claimant is
/// disconnected (libzmq keeps such a peer and ignores it). A peer without an identity gets five bytes, zero and a random number (RFC 28).
/// </remarks>
public sealed class ZmtpRouter : IDisposable
{
    private readonly ConcurrentDictionary<string, ZmtpPeer> routes = new();
    private readonly ZmtpServer server;
    private readonly Action<ReadOnlyMemory<byte>, IReadOnlyList<ReadOnlyMemory<byte>>> received;

    /// <param name="endpoint">Where to listen; an old socket file there is replaced.</param>
    /// <param name="received">
    /// Called with (identity, frames without it) on the peer's own reading thread, in the peer's order; while it runs,
    /// nothing more is read from that peer. It may be called by several peers at a time.
    /// </param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <exception cref="ZmtpException">The endpoint cannot be bound.</exception>
    public ZmtpRouter(
        ZmtpEndpoint endpoint, Action<ReadOnlyMemory<byte>, IReadOnlyList<ReadOnlyMemory<byte>>> received, ZmtpOptions? options = null)
    {
        this.received = received;
        server = new ZmtpServer(endpoint, ZmtpSocketType.Router, options ?? ZmtpOptions.Default, Admit, Deliver, Forget);
        server.Start();
    }

    public ZmtpEndpoint Endpoint => server.Endpoint;

    /// <summary>Sends <paramref name="frames"/> to one peer; blocks while that peer's queue is full.</summary>
    /// <returns>False when no such peer is connected.</returns>
    public bool Send(ReadOnlyMemory<byte> identity, IReadOnlyList<ReadOnlyMemory<byte>> frames) =>
        routes.TryGetValue(Convert.ToHexString(identity.Span), out var peer) && peer.Enqueue(ZmtpEncoder.Message(frames));

    /// <summary>Waits until all that was sent has left this process, at most <paramref name="limit"/> a peer.</summary>
    public void Drain(TimeSpan limit) => server.Drain(limit);

    public void Dispose() => server.Dispose();

    private bool Admit(ZmtpPeer peer)
    {
        var identity = peer.AnnouncedIdentity;
        while (identity.Length == 0 || !routes.TryAdd(Convert.ToHexString(identity), peer))
        {
            if (identity.Length != 0 && identity[0] != 0)
            {
                return false;
            }

            identity = new byte[5];
            BinaryPrimitives.WriteInt32BigEndian(identity.AsSpan(1), RandomNumberGenerator.GetInt32(int.MaxValue));
        }

        peer.Tag = identity;
        return true;
    }

    private void Deliver(ZmtpPeer peer, IReadOnlyList<ReadOnlyMemory<byte>> message) => received((byte[])peer.Tag!, message);

    private void Forget(ZmtpPeer peer)
    {
        if (peer.Tag is byte[] identity)
        {
            routes.TryRemove(Convert.ToHexString(identity), out _);
        }
    }
}
