using System.Security.Cryptography;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.Zmtp;

namespace Workbench.Supervisor.Kernels;

/// <summary>
/// The five sockets of one kernel process. Everything that comes is checked (signature, shape, size) and handed on in order;
/// what fails the check is counted and dropped. The kernel is hostile: a frame beyond the limit ends the connection.
/// </summary>
internal sealed class KernelConnection : IAsyncDisposable
{
    private static readonly TimeSpan SocketPoll = TimeSpan.FromMilliseconds(5);

    /// <summary>Kernel and supervisor share a uid; whoever else listens there is an impostor.</summary>
    private static readonly ZmtpOptions Options = ZmtpOptions.Default with { PeerUid = Self.Uid };

    private readonly JupyterSigner _signer;
    private readonly Dictionary<JupyterChannel, ZmtpDealer> _dealers = [];
    private readonly TaskCompletionSource _firstClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ZmtpSubscriber? _published;

    private KernelConnection(JupyterSigner signer) => _signer = signer;

    /// <summary>Completes when the kernel closes one of the sockets or breaks its rules there.</summary>
    public Task FirstClosed => _firstClosed.Task;

    /// <summary>Connects to all sockets but the heartbeat's, as they appear.</summary>
    /// <exception cref="HostileKernelException">A socket is not what it should be.</exception>
    /// <exception cref="ZmtpException">A socket does not speak ZMTP.</exception>
    public static async Task<KernelConnection> OpenAsync(KernelFolder folder, ConnectionFile file, CancellationToken cancellation)
    {
        var connection = new KernelConnection(new JupyterSigner(file.Key));
        try
        {
            // Published messages first: what a kernel publishes before somebody subscribed is lost.
            connection._published = await ReachAsync(folder, file, JupyterChannel.IoPub,
                endpoint => ZmtpSubscriber.ConnectAsync(endpoint, options: Options, cancellation: cancellation), cancellation).ConfigureAwait(false);

            // One identity for all, because a kernel asks for input on the stdin socket by the identity of the shell request.
            var identity = RandomNumberGenerator.GetBytes(16);
            identity[0] = 1;
            foreach (var channel in new[] { JupyterChannel.Shell, JupyterChannel.Control, JupyterChannel.Stdin })
            {
                connection._dealers[channel] = await ReachAsync(folder, file, channel,
                    endpoint => ZmtpDealer.ConnectAsync(endpoint, identity, Options, cancellation), cancellation).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static Task<ZmtpRequester> OpenHeartbeatAsync(KernelFolder folder, ConnectionFile file, CancellationToken cancellation) =>
        ReachAsync(folder, file, JupyterChannel.Heartbeat, endpoint => ZmtpRequester.ConnectAsync(endpoint, Options, cancellation), cancellation);

    /// <summary>
    /// Receives until the kernel's end of every socket is closed. <paramref name="received"/> is called for one message at a
    /// time per channel, in the order of that channel.
    /// </summary>
    public Task ReceiveAsync(Action<JupyterChannel, JupyterMessage> received, CancellationToken cancellation) => Task.WhenAll(
        _dealers.Select(pair => PumpAsync(pair.Key, pair.Value.ReceiveAsync, received, cancellation))
            .Append(PumpAsync(JupyterChannel.IoPub, _published!.ReceiveAsync, received, cancellation)));

    public Task SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancellation) =>
        _dealers[channel].SendAsync(JupyterWire.Encode(message, _signer), cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var dealer in _dealers.Values)
        {
            await dealer.DisposeAsync().ConfigureAwait(false);
        }

        if (_published is { } published)
        {
            await published.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<T> ReachAsync<T>(
        KernelFolder folder, ConnectionFile file, JupyterChannel channel, Func<ZmtpEndpoint, Task<T>> connect, CancellationToken cancellation)
    {
        var path = folder.Socket(file, channel);
        while (true)
        {
            using (var socket = HostileSocket.TryPin(path))
            {
                if (socket is not null)
                {
                    return await connect(ZmtpEndpoint.Ipc(socket.Path)).ConfigureAwait(false);
                }
            }

            await Task.Delay(SocketPoll, cancellation).ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(
        JupyterChannel channel, Func<CancellationToken, ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>>> receive,
        Action<JupyterChannel, JupyterMessage> received, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var frames = await receive(cancellation).ConfigureAwait(false);
                if (JupyterWire.TryDecode(frames, _signer, out var message) == JupyterDecoding.Ok)
                {
                    received(channel, message);
                }
            }
        }
        catch (Exception error) when (error is ZmtpException or OperationCanceledException)
        {
            // The end of the socket is the end of the pump; whether the process lives on is for its owner to see.
            _firstClosed.TrySetResult();
        }
    }
}
