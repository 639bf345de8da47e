using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>
/// Gives one web server any number of Unix sockets that come and go: each session's listener feeds its connections into
/// one queue, marked with whose socket it was. A socket so costs a bind and nothing else.
/// </summary>
internal sealed class SessionSockets : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly ConcurrentDictionary<string, SessionSocket> _sockets = new(StringComparer.Ordinal);
    private readonly SocketTransportFactory _transport = new(
        Options.Create(new SocketTransportOptions { IOQueueCount = 1, MaxReadBufferSize = 64 * 1024, MaxWriteBufferSize = 4 * 1024 * 1024 }),
        NullLoggerFactory.Instance);

    public EndPoint EndPoint { get; } = new BrokerEndPoint();

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection)
            ? connection
            : null;

    /// <summary>Starts to listen for a session; a socket that the session had before is closed.</summary>
    /// <param name="expectedUserId">Only this host user may connect; null: whoever can open the socket's folder.</param>
    public async Task OpenAsync(SessionCaller caller, string path, int? expectedUserId, CancellationToken cancellation)
    {
        await CloseAsync(caller.SessionId);

        // Left behind by a server that was killed; nobody can listen on it any more.
        File.Delete(path);
        var listener = await _transport.BindAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(path), cancellation);
        File.SetUnixFileMode(
            path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        _sockets[caller.SessionId] = new SessionSocket(listener, caller, path, expectedUserId, _accepted.Writer);
    }

    /// <summary>Stops listening for a session and cuts its connections.</summary>
    public async Task CloseAsync(string sessionId)
    {
        if (_sockets.TryRemove(sessionId, out var socket))
        {
            await socket.DisposeAsync();
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        foreach (var session in _sockets.Keys)
        {
            await CloseAsync(session);
        }

        _accepted.Writer.TryComplete();
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
