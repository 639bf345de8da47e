namespace Workbench.Protocol.Zmtp;

/// <summary>
/// What one socket accepts from its peers and how long it waits for them. The peer is taken to be hostile: every size and
/// count that it announces is checked against these bounds before memory is given for it.
/// </summary>
public sealed record ZmtpOptions
{
    public static ZmtpOptions Default { get; } = new();

    /// <summary>Largest frame, in bytes. A peer that announces a larger one is disconnected. 64 MiB.</summary>
    public long MaxFrameBytes { get; init; } = 64L << 20;

    /// <summary>Largest sum of the frames of one message, in bytes. 128 MiB.</summary>
    public long MaxMessageBytes { get; init; } = 128L << 20;

    /// <summary>Most frames in one message. 1024.</summary>
    public int MaxFrames { get; init; } = 1024;

    /// <summary>
    /// Bytes that may wait for one peer before a server socket's Send blocks. Nothing is ever dropped for a peer that
    /// reads; see <see cref="StallTimeout"/> for one that does not. 32 MiB.
    /// </summary>
    public long QueueBytes { get; init; } = 32L << 20;

    /// <summary>A peer with a full queue that takes no byte for this long is disconnected. 60 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connected peer may take for greeting and READY. 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client tries again while nobody listens at the endpoint yet. 30 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The only uid that may listen at a Unix socket that a client connects to (unix(7), SO_PEERCRED; it is the host's also across a
    /// user namespace). Null: anybody.
    /// </summary>
    public int? PeerUid { get; init; }

    /// <summary>Most connections that a server socket holds at one time; further ones are closed. 64.</summary>
    public int MaxPeers { get; init; } = 64;
}
