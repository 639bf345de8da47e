using System.Net.Sockets;
using Workbench.Protocol.Launching;

namespace Workbench.Protocol.Zmtp;

/// <summary>The connecting end: one socket to one server, asynchronous. Sends may come from several threads, receives from one at a time.</summary>
internal sealed class ZmtpClientConnection : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly ZmtpDecoder decoder;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] buffer = new byte[64 << 10];

    private ZmtpClientConnection(Socket socket, ZmtpDecoder decoder)
    {
        this.socket = socket;
        this.decoder = decoder;
    }

    /// <summary>Connects and shakes hands; while nobody listens yet it tries again until <see cref="ZmtpOptions.ConnectTimeout"/>.</summary>
    public static async Task<ZmtpClientConnection> ConnectAsync(
        ZmtpEndpoint endpoint, ZmtpSocketType type, ReadOnlyMemory<byte> identity, ZmtpOptions options, CancellationToken cancellation)
    {
        var socket = await ReachAsync(endpoint, options, cancellation).ConfigureAwait(false);
        if (options.PeerUid is { } expected && PeerCredentials.Of(socket).Uid != expected)
        {
            socket.Dispose();
            throw new ZmtpException($"Somebody else listens at {endpoint}.");
        }

        var connection = new ZmtpClientConnection(socket, new ZmtpDecoder(type, options));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.HandshakeTimeout);
            await connection.WriteAsync((byte[])[.. ZmtpEncoder.Greeting(), .. ZmtpEncoder.Ready(type, identity.Span)], limit.Token).ConfigureAwait(false);
            while (!connection.decoder.IsReady)
            {
                await connection.FillAsync(limit.Token).ConfigureAwait(false);
            }

            return connection;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new ZmtpException($"No ZMTP handshake at {endpoint} within {options.HandshakeTimeout.TotalSeconds} s.");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken cancellation) =>
        WriteAsync(ZmtpEncoder.Message(frames), cancellation);

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (decoder.TryTake(out var message))
            {
                return message;
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<Socket> ReachAsync(ZmtpEndpoint endpoint, ZmtpOptions options, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.ConnectTimeout);
        for (var delay = 5; ; delay = Math.Min(delay * 2, 100))
        {
            var socket = endpoint.NewSocket();
            try
            {
                await socket.ConnectAsync(endpoint.Address, limit.Token).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException error) when (!limit.IsCancellationRequested && IsNotThereYet(error))
            {
                socket.Dispose();
            }
            catch (Exception error)
            {
                socket.Dispose();
                cancellation.ThrowIfCancellationRequested();
                throw new ZmtpException($"Nobody answers at {endpoint}.", error);
            }

            try
            {
                await Task.Delay(delay, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ZmtpException($"Nobody listens at {endpoint} after {options.ConnectTimeout.TotalSeconds} s.");
            }
        }
    }

    // A missing socket file is "address not available" (ENOENT); a file that nobody serves yet refuses.
    private static bool IsNotThereYet(SocketException error) =>
        error.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.TimedOut || error.NativeErrorCode == 2;

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (!bytes.IsEmpty)
            {
                // A message that has begun is finished even if the caller gives up: half of one would break the stream.
                bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, CancellationToken.None).ConfigureAwait(false)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new ZmtpException("The connection is gone.", error);
        }
        finally
        {
            sending.Release();
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        int count;
        try
        {
            count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw new ZmtpException("The connection is gone.", error);
        }

        if (count == 0)
        {
            throw new ZmtpException("The peer closed the connection.");
        }

        decoder.Feed(buffer.AsSpan(0, count));
        while (decoder.TryTakeReply(out var reply))
        {
            await WriteAsync(reply, cancellation).ConfigureAwait(false);
        }
    }
}
