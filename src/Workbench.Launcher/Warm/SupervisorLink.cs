using System.Net.Sockets;
using System.Text.Json;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;

namespace Workbench.Launcher.Warm;

/// <summary>Asks a session's supervisor one thing. One that does not answer in time, or is not of the session's uid, gives no answer.</summary>
internal static class SupervisorLink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<LinkReply?> AskAsync(string folder, int uid, LinkCommand command)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, "link", "l.sock")), limit.Token).ConfigureAwait(false);
            PeerCredentials.Require(socket, uid);
            await using var stream = new NetworkStream(socket);
            await LinkFrame.WriteAsync(stream, LinkFrameKind.Command, new[] { (byte)command }, limit.Token).ConfigureAwait(false);
            return await LinkFrame.ReadAsync(stream, limit.Token).ConfigureAwait(false) is { Kind: LinkFrameKind.Reply, Body: var body }
                ? JsonSerializer.Deserialize(body.Span, LinkJson.Default.LinkReply)
                : null;
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or JsonException or InvalidDataException)
        {
            return null;
        }
    }
}
