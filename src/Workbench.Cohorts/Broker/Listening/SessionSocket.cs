using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>The socket of one session: accepts, checks the peer, marks the connection with its caller and hands it on.</summary>
internal sealed class SessionSocket : IAsyncDisposable
{
    // A kernel needs few; a kernel that opens thousands must not use up the server's file descriptors.
    private const int MostConnections = 32;

    private readonly IConnectionListener _listener;
    private readonly SessionCaller _caller;
    private readonly string _path;
    private readonly int? _expectedUserId;
    private readonly ChannelWriter<ConnectionContext> _accepted;
    private readonly ConcurrentDictionary<string, ConnectionContext> _open = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public SessionSocket(
        IConnectionListener listener, SessionCaller caller, string path, int? expectedUserId,
        ChannelWriter<ConnectionContext> accepted)
    {
        (_listener, _caller, _path, _expectedUserId, _accepted) = (listener, caller, path, expectedUserId, accepted);
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // The session's folder is often gone by now, and the socket's file with it.
        if (Directory.Exists(Path.GetDirectoryName(_path)))
        {
            File.Delete(_path);
        }

        await _listener.UnbindAsync();
        await _listener.DisposeAsync();
        await _accepting;
        foreach (var connection in _open.Values)
        {
            connection.Abort(new ConnectionAbortedException("The session ended."));
        }
    }

    private async Task AcceptAsync()
    {
        while (await _listener.AcceptAsync() is { } connection)
        {
            if (!MayConnect(connection) || _open.Count >= MostConnections)
            {
                connection.Abort(new ConnectionAbortedException("Not this session's process, or too many connections."));
                await connection.DisposeAsync();
                continue;
            }

            connection.Features.Set(_caller);
            _open[connection.ConnectionId] = connection;
            connection.ConnectionClosed.Register(() => _open.TryRemove(connection.ConnectionId, out _));
            if (!_accepted.TryWrite(connection))
            {
                await connection.DisposeAsync();
            }
        }
    }

    private bool MayConnect(ConnectionContext connection) =>
        _expectedUserId is null
        || (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket
            && PeerCredentials.UserIdOf(socket) == _expectedUserId);
}
