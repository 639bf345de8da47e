using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Workbench.Notebooks.Engines;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Sessions;

/// <summary>Reads entries over one connection of its own until that connection ends.</summary>
internal static class LinkEntries
{
    public static async IAsyncEnumerable<JournalEntry> ReadAsync(
        KernelEngine engine, SessionInfo info, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await OpenAsync(engine, info, after, cancellation).ConfigureAwait(false) is not { } stream)
        {
            yield break;
        }

        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, cancellation).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static async Task<Stream?> OpenAsync(KernelEngine engine, SessionInfo info, long after, CancellationToken cancellation)
    {
        try
        {
            var stream = await engine.OpenLinkAsync(info, cancellation).ConfigureAwait(false);
            var body = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(body, after);
            await LinkFrame.WriteAsync(stream, LinkFrameKind.Attach, body, cancellation).ConfigureAwait(false);
            return stream;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<JournalEntry?> NextAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            var frame = await LinkFrame.ReadAsync(stream, cancellation).ConfigureAwait(false);
            return frame is { Kind: LinkFrameKind.Entry, Body: var body } ? JournalEntryFormat.Decode(body) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
