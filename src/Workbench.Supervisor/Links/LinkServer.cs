using System.Net.Sockets;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Links;

/// <summary>Listens on the session's link. Only the server, root and the session's own uid get an answer.</summary>
internal sealed class LinkServer : IDisposable
{
    /// <summary>Open notebooks of one session are few; more connections than this are a mistake.</summary>
    private const int MostConnections = 128;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _free = new(MostConnections, MostConnections);
    private readonly SessionSupervisor _session;
    private readonly IReadOnlySet<int> _allowedUids;

    public LinkServer(string path, SessionSupervisor session, IReadOnlySet<int> allowedUids)
    {
        (_session, _allowedUids) = (session, allowedUids);

        // Made under another name and moved, so that nobody can connect before the mode is right.
        var fresh = path + ".n";
        File.Delete(fresh);
        _listener.Bind(new UnixDomainSocketEndPoint(fresh));
        File.SetUnixFileMode(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        _listener.Listen(MostConnections);
        File.Move(fresh, path, overwrite: true);
    }

    public async Task ServeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _free.WaitAsync(cancellation).ConfigureAwait(false);
            var socket = await _listener.AcceptAsync(cancellation).ConfigureAwait(false);
            _ = ServeOneAsync(socket, cancellation);
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeOneAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (_allowedUids.Contains(PeerCredentials.Of(socket).Uid))
            {
                await new LinkConnection(stream, _session).ServeAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or InvalidDataException or OperationCanceledException)
        {
            // A client that leaves or breaks the format loses its connection, nothing else.
        }
        finally
        {
            _free.Release();
        }
    }
}
