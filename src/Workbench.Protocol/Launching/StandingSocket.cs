using System.Net.Sockets;

namespace Workbench.Protocol.Launching;

/// <summary>
/// A listening Unix socket whose file stands under a path: made under another name and moved, so that nobody can connect before
/// its owner and mode are right, and made again when somebody has deleted the file. Connections that are open stay open.
/// </summary>
/// <param name="path">Where it stands; its folder must be writable by trusted processes only.</param>
/// <param name="backlog">Connections that may wait.</param>
/// <param name="prepare">Sets owner and mode of the file it is given.</param>
public sealed class StandingSocket(string path, int backlog, Action<string> prepare) : IDisposable
{
    private Socket? _listener;

    /// <summary>The next connection.</summary>
    /// <exception cref="OperationCanceledException">No longer wanted.</exception>
    public async Task<Socket> AcceptAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var listener = _listener ?? throw new InvalidOperationException("The socket does not listen yet.");
            try
            {
                return await listener.AcceptAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception gone) when ((gone is SocketException or ObjectDisposedException) && listener != _listener)
            {
                // It was replaced meanwhile.
            }
        }
    }

    /// <summary>Listens, if the file is not there (any more).</summary>
    public void Stand()
    {
        if (_listener is not null && File.Exists(path))
        {
            return;
        }

        var fresh = path + ".n";
        File.Delete(fresh);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(fresh));
        prepare(fresh);
        listener.Listen(backlog);
        File.Move(fresh, path, overwrite: true);
        var old = _listener;
        _listener = listener;
        old?.Dispose();
    }

    public void Dispose() => _listener?.Dispose();
}
