namespace Workbench.Protocol.Zmtp;

/// <summary>The socket types of ZeroMQ that the Jupyter protocol needs (RFC 28/REQREP, RFC 29/PUBSUB).</summary>
public enum ZmtpSocketType
{
    Dealer,
    Router,
    Pub,
    Sub,
    Req,
    Rep,
}

internal static class ZmtpSocketTypes
{
    /// <summary>The name on the wire (RFC 23/ZMTP 3.0, "Socket-Type").</summary>
    public static string WireName(this ZmtpSocketType type) => type switch
    {
        ZmtpSocketType.Dealer => "DEALER",
        ZmtpSocketType.Router => "ROUTER",
        ZmtpSocketType.Pub => "PUB",
        ZmtpSocketType.Sub => "SUB",
        ZmtpSocketType.Req => "REQ",
        ZmtpSocketType.Rep => "REP",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Whether the two ends may talk (RFC 23/ZMTP 3.0, table of valid socket combinations).</summary>
    public static bool MayTalkTo(this ZmtpSocketType type, string peer) => type switch
    {
        ZmtpSocketType.Dealer => peer is "ROUTER" or "REP" or "DEALER",
        ZmtpSocketType.Router => peer is "DEALER" or "REQ" or "ROUTER",
        ZmtpSocketType.Pub => peer is "SUB" or "XSUB",
        ZmtpSocketType.Sub => peer is "PUB" or "XPUB",
        ZmtpSocketType.Req => peer is "REP" or "ROUTER",
        ZmtpSocketType.Rep => peer is "REQ" or "DEALER",
        _ => false,
    };
}
