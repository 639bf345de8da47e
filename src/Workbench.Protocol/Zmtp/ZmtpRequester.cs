namespace Workbench.Protocol.Zmtp;

/// <summary>REQ: one question, one answer, in turn. It asks a kernel's heartbeat.</summary>
public sealed class ZmtpRequester : IAsyncDisposable
{
    private readonly ZmtpClientConnection connection;

    private ZmtpRequester(ZmtpClientConnection connection) => this.connection = connection;

    /// <exception cref="ZmtpException">Nobody answers, or the peer is no REP.</exception>
    public static async Task<ZmtpRequester> ConnectAsync(ZmtpEndpoint endpoint, ZmtpOptions? options = null, CancellationToken cancellation = default) =>
        new(await ZmtpClientConnection.ConnectAsync(endpoint, ZmtpSocketType.Req, default, options ?? ZmtpOptions.Default, cancellation).ConfigureAwait(false));

    /// <summary>Sends <paramref name="body"/> behind the empty delimiter (RFC 28) and returns the answer's body.</summary>
    /// <remarks>After a cancelled request the socket is out of turn: dispose it.</remarks>
    /// <exception cref="ZmtpException">The peer is gone, or its answer has no delimiter.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> RequestAsync(IReadOnlyList<ReadOnlyMemory<byte>> body, CancellationToken cancellation = default)
    {
        await connection.SendAsync([ReadOnlyMemory<byte>.Empty, .. body], cancellation).ConfigureAwait(false);
        var answer = await connection.ReceiveAsync(cancellation).ConfigureAwait(false);
        if (!answer[0].IsEmpty)
        {
            throw new ZmtpException("The answer has no delimiter.");
        }

        return [.. answer.Skip(1)];
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
