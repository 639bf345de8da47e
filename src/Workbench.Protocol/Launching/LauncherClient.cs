using System.Net.Sockets;
using System.Text.Json;

namespace Workbench.Protocol.Launching;

/// <summary>Asks the launcher over its Unix socket. One connection per question; safe for use by several threads.</summary>
/// <param name="socketPath">DATA/run/launcher.sock.</param>
public sealed class LauncherClient(string socketPath)
{
    /// <summary>Where the launcher listens for a data folder.</summary>
    public static string SocketPath(string dataFolder) => Path.Combine(dataFolder, "run", "launcher.sock");

    /// <summary>
    /// Asks once. A launcher that cannot be reached or breaks off is a refusal with code
    /// <see cref="LauncherRefusals.LauncherUnreachable"/>; what then happened to the order is unknown, list the sessions to find out.
    /// </summary>
    public async Task<LauncherReply> AskAsync(LauncherRequest request, CancellationToken cancellation = default)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket);
            var line = JsonSerializer.SerializeToUtf8Bytes(request, LauncherJson.Default.LauncherRequest);
            await stream.WriteAsync((byte[])[.. line, (byte)'\n'], cancellation).ConfigureAwait(false);
            var reply = await JsonSerializer.DeserializeAsync(stream, LauncherJson.Default.LauncherReply, cancellation).ConfigureAwait(false);
            return reply ?? Unreachable("it gave no answer");
        }
        catch (Exception error) when (error is SocketException or IOException or JsonException)
        {
            return Unreachable(error is JsonException ? "it broke off" : error.Message);
        }
    }

    private LauncherReply Unreachable(string reason) => new(new LauncherRefusal(
        LauncherRefusals.LauncherUnreachable,
        $"The launcher does not answer at {socketPath} ({reason}). Is Workbench.Launcher running? ./workbench up starts it."));
}
