using System.Text;
using System.Text.Json;
using Workbench.Notebooks.Engines;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Sessions;

/// <summary>Sends messages and commands to one session's supervisor over a connection that is opened when first needed.</summary>
internal sealed class SessionOrders(KernelEngine engine, SessionInfo info) : IAsyncDisposable
{
    private const int LongestReason = 1000;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Stream? _messages;

    public async Task<SessionRefusal?> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancellation)
    {
        var body = SendFrame.Encode(channel, message);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Once a message is on its way the answer is waited for without the caller's patience: a connection with an
            // unread answer could not be used again, and opening a second one could send the message twice.
            _messages ??= await engine.OpenLinkAsync(info, cancellation).ConfigureAwait(false);
            return Refusal(await AskAsync(_messages, LinkFrameKind.Send, body, CancellationToken.None).ConfigureAwait(false));
        }
        catch (IOException)
        {
            await ForgetAsync().ConfigureAwait(false);
            return Gone();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Commands have a connection of their own: an interrupt must not wait behind a message.</summary>
    public async Task<SessionRefusal?> CommandAsync(LinkCommand command, CancellationToken cancellation)
    {
        try
        {
            return Refusal(await CommandOnceAsync(command, cancellation).ConfigureAwait(false));
        }
        catch (IOException)
        {
            return Gone();
        }
    }

    public async Task<SessionRefusal?> EndAsync(string reason, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetBytes(reason);
        try
        {
            var stream = await engine.OpenLinkAsync(info, cancellation).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return Refusal(await AskAsync(stream, LinkFrameKind.End, text.AsMemory(0, Math.Min(text.Length, LongestReason)), cancellation).ConfigureAwait(false));
            }
        }
        catch (IOException)
        {
            return Gone();
        }
    }

    public async Task<SessionStatus> MeasureAsync(SessionWatch watch, CancellationToken cancellation)
    {
        try
        {
            var reply = await CommandOnceAsync(LinkCommand.Status, cancellation).ConfigureAwait(false);
            return reply.Status ?? watch.Status;
        }
        catch (IOException)
        {
            return watch.Status;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private static SessionRefusal? Refusal(LinkReply reply) =>
        reply.Refusal is { } code ? new SessionRefusal(code, reply.Message ?? "") : null;

    private static SessionRefusal Gone() =>
        new(LinkRefusals.SessionEnded, "The session is over. Start a new one; outputs up to now are kept in the notebook.");

    private static async Task<LinkReply> AskAsync(Stream stream, LinkFrameKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        await LinkFrame.WriteAsync(stream, kind, body, cancellation).ConfigureAwait(false);
        var frame = await LinkFrame.ReadAsync(stream, cancellation).ConfigureAwait(false);
        return frame is { Kind: LinkFrameKind.Reply, Body: var reply }
            ? JsonSerializer.Deserialize(reply.Span, LinkJson.Default.LinkReply)!
            : throw new IOException("The session link closed before it answered.");
    }

    private async Task<LinkReply> CommandOnceAsync(LinkCommand command, CancellationToken cancellation)
    {
        var stream = await engine.OpenLinkAsync(info, cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await AskAsync(stream, LinkFrameKind.Command, new[] { (byte)command }, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ForgetAsync()
    {
        if (_messages is { } stream)
        {
            _messages = null;
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
