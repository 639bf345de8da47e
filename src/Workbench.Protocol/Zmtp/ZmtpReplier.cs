namespace Workbench.Protocol.Zmtp;

/// <summary>REP: answers each question on the peer's own thread. The kernel's heartbeat is one that gives back what it got.</summary>
public sealed class ZmtpReplier : IDisposable
{
    private readonly ZmtpServer server;
    private readonly Func<IReadOnlyList<ReadOnlyMemory<byte>>, IReadOnlyList<ReadOnlyMemory<byte>>> answer;

    /// <param name="endpoint">Where to listen; an old socket file there is replaced.</param>
    /// <param name="answer">Gives the answer's body to a question's body.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <exception cref="ZmtpException">The endpoint cannot be bound.</exception>
    public ZmtpReplier(
        ZmtpEndpoint endpoint, Func<IReadOnlyList<ReadOnlyMemory<byte>>, IReadOnlyList<ReadOnlyMemory<byte>>> answer, ZmtpOptions? options = null)
    {
        this.answer = answer;
        server = new ZmtpServer(endpoint, ZmtpSocketType.Rep, options ?? ZmtpOptions.Default, static _ => true, Deliver, static _ => { });
        server.Start();
    }

    /// <summary>A heartbeat: says back what it hears.</summary>
    public static ZmtpReplier Echo(ZmtpEndpoint endpoint, ZmtpOptions? options = null) => new(endpoint, static body => body, options);

    public ZmtpEndpoint Endpoint => server.Endpoint;

    public void Dispose() => server.Dispose();

    private void Deliver(ZmtpPeer peer, IReadOnlyList<ReadOnlyMemory<byte>> message)
    {
        // The envelope, up to the empty delimiter, goes back in front of the answer (RFC 28).
        var delimiter = 0;
        while (delimiter < message.Count && !message[delimiter].IsEmpty)
        {
            delimiter++;
        }

        if (delimiter == message.Count)
        {
            return;
        }

        peer.Enqueue(ZmtpEncoder.Message([.. message.Take(delimiter + 1), .. answer([.. message.Skip(delimiter + 1)])]));
    }
}
