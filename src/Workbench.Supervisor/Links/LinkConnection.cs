using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Workbench.Protocol.SessionLink;

namespace Workbench.Supervisor.Links;

/// <summary>One client of the link. Its first frame decides: a stream of entries, a stream of conditions, or orders one after the other.</summary>
/// <param name="stream">The connection.</param>
/// <param name="session">What it is about.</param>
/// <param name="mayClaim">True: the client may make a warm slot somebody's.</param>
internal sealed class LinkConnection(Stream stream, SessionSupervisor session, bool mayClaim)
{
    private const int MostReasonBytes = 1000;
    private static readonly TimeSpan WatchPause = TimeSpan.FromMilliseconds(100);

    public async Task ServeAsync(CancellationToken cancellation)
    {
        while (await LinkFrame.ReadAsync(stream, cancellation).ConfigureAwait(false) is { } frame)
        {
            switch (frame.Kind)
            {
                case LinkFrameKind.Attach when frame.Body.Length == 8:
                    await UntilClosedAsync(stop => AttachAsync(BinaryPrimitives.ReadInt64LittleEndian(frame.Body.Span), stop), cancellation).ConfigureAwait(false);
                    return;
                case LinkFrameKind.Watch:
                    await UntilClosedAsync(WatchAsync, cancellation).ConfigureAwait(false);
                    return;
                case LinkFrameKind.Send:
                    var (channel, message) = SendFrame.Decode(frame.Body);
                    await ReplyAsync(await session.SendAsync(channel, message, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
                    break;
                case LinkFrameKind.End when frame.Body.Length is > 0 and <= MostReasonBytes:
                    await ReplyAsync(await session.EndAsync(Encoding.UTF8.GetString(frame.Body.Span)).ConfigureAwait(false), cancellation).ConfigureAwait(false);
                    break;
                case LinkFrameKind.Command when frame.Body.Length == 1:
                    await ReplyAsync(await CommandAsync((LinkCommand)frame.Body.Span[0], cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
                    break;
                default:
                    throw new InvalidDataException("A frame of unknown kind.");
            }
        }
    }

    private async Task<LinkReply> CommandAsync(LinkCommand command, CancellationToken cancellation)
    {
        switch (command)
        {
            case LinkCommand.Status:
                return new LinkReply(null, null, session.Status(measure: true));
            case LinkCommand.Interrupt:
                return await session.InterruptAsync(cancellation).ConfigureAwait(false);
            case LinkCommand.Restart:
                return await session.RestartAsync(cancellation).ConfigureAwait(false);
            case LinkCommand.Shutdown:
                await session.ShutdownAsync().ConfigureAwait(false);
                return new LinkReply(null, null, session.Status(measure: false));
            case LinkCommand.Claim:
                return await session.ClaimAsync(mayClaim, cancellation).ConfigureAwait(false);
            default:
                throw new InvalidDataException("An unknown command.");
        }
    }

    private async Task AttachAsync(long after, CancellationToken cancellation)
    {
        after = Math.Max(after, 0);
        while (true)
        {
            while (session.Journal.Read(after) is { } next)
            {
                after = next.Sequence;
                await LinkFrame.WriteAsync(stream, LinkFrameKind.Entry, next.Entry, cancellation).ConfigureAwait(false);
            }

            if (session.Over.IsCompleted)
            {
                return;
            }

            await Task.WhenAny(session.Journal.GrownAsync(after), session.Over).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var changed = session.Changed;
            var status = session.Status(measure: false);
            var grown = session.Journal.GrownAsync(status.LastSequence);
            await LinkFrame.WriteAsync(
                stream, LinkFrameKind.Status, JsonSerializer.SerializeToUtf8Bytes(status, LinkJson.Default.SessionStatus), cancellation).ConfigureAwait(false);
            if (session.Over.IsCompleted)
            {
                return;
            }

            // A change of state is told at once; growth of the journal alone a few times a second.
            await Task.WhenAny(changed, grown, session.Over).WaitAsync(cancellation).ConfigureAwait(false);
            if (!changed.IsCompleted && !session.Over.IsCompleted)
            {
                await Task.WhenAny(changed, session.Over, Task.Delay(WatchPause, cancellation)).ConfigureAwait(false);
            }
        }
    }

    private Task ReplyAsync(LinkReply reply, CancellationToken cancellation) =>
        LinkFrame.WriteAsync(stream, LinkFrameKind.Reply, JsonSerializer.SerializeToUtf8Bytes(reply, LinkJson.Default.LinkReply), cancellation);

    /// <summary>Runs a one-way stream until it is done or the client, who has nothing more to say, hangs up.</summary>
    private async Task UntilClosedAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var working = work(stop.Token);
        var hangUp = stream.ReadAsync(new byte[1], stop.Token).AsTask();
        await Task.WhenAny(working, hangUp).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await working.ConfigureAwait(false);
    }
}
