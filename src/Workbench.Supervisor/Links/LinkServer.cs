using System.Net.Sockets;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Links;

/// <summary>Listens on the session's link. Only the server, root and the session's own uid get an answer.</summary>
internal sealed class LinkServer : IDisposable
{
    /// <summary>Open notebooks of one session are few; more connections than this are a mistake.</summary>
    private const int MostConnections = 128;

    /// <summary>A launcher that makes warm slots runs as root; the server never does.</summary>
    private const int Launcher = 0;

    private readonly StandingSocket _listener;
    private readonly SemaphoreSlim _free = new(MostConnections, MostConnections);
    private readonly SessionSupervisor _session;
    private readonly IReadOnlySet<int> _allowedUids;

    public LinkServer(string path, SessionSupervisor session, IReadOnlySet<int> allowedUids)
    {
        (_session, _allowedUids) = (session, allowedUids);

        _listener = new StandingSocket(path, MostConnections, static file => File.SetUnixFileMode(
            file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
        _listener.Stand();
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

    /// <summary>Looks every second whether the socket's file is still there, and listens again when it is not.</summary>
    public async Task StandAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            _listener.Stand();
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeOneAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (PeerCredentials.Of(socket).Uid is var uid && _allowedUids.Contains(uid))
            {
                await new LinkConnection(stream, _session, mayClaim: uid == Launcher).ServeAsync(cancellation).ConfigureAwait(false);
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
