using System.Buffers.Binary;

namespace Workbench.Protocol.SessionLink;

/// <summary>Kinds of frames on the session link; the numbers are part of the format.</summary>
public enum LinkFrameKind : byte
{
    /// <summary>Client: i64 "after". From then on the connection carries entries with higher numbers, old ones first.</summary>
    Attach = 1,

    /// <summary>Client, empty. From then on the connection carries a status at once and after every change.</summary>
    Watch = 2,

    /// <summary>Client: one byte of <see cref="LinkCommand"/>. Answered by <see cref="Reply"/>.</summary>
    Command = 3,

    /// <summary>Client: channel (1 byte), message. Answered by <see cref="Reply"/> once it was handed to the kernel's socket.</summary>
    Send = 4,

    /// <summary>Client: UTF-8 text for the session's owner, at most 1000 bytes. Ends the kernel and says why in the journal. Answered by <see cref="Reply"/>.</summary>
    End = 5,

    /// <summary>Supervisor: one <see cref="JournalEntry"/>.</summary>
    Entry = 16,

    /// <summary>Supervisor: one <see cref="SessionStatus"/> as JSON.</summary>
    Status = 17,

    /// <summary>Supervisor: one <see cref="LinkReply"/> as JSON.</summary>
    Reply = 18,
}

/// <summary>Orders to a supervisor that carry nothing else.</summary>
public enum LinkCommand : byte
{
    Status = 1,
    Interrupt = 2,
    Restart = 3,

    /// <summary>Ends the kernel and the supervisor.</summary>
    Shutdown = 4,

    /// <summary>Makes a warm slot a session, once; the launcher alone may.</summary>
    Claim = 5,
}

/// <summary>Answer to a command or to a sent message.</summary>
/// <param name="Refusal">Stable code when it was not done; otherwise null.</param>
/// <param name="Message">What to do about the refusal.</param>
/// <param name="Status">The session's condition after the command.</param>
public sealed record LinkReply(string? Refusal, string? Message, SessionStatus? Status);

/// <summary>Codes of <see cref="LinkReply.Refusal"/>.</summary>
public static class LinkRefusals
{
    public const string KernelDead = "kernel-dead";
    public const string KernelStarting = "kernel-starting";
    public const string ChannelInvalid = "channel-invalid";
    public const string SessionEnded = "session-ended";

    /// <summary>The kernel is a warm slot and nobody's yet.</summary>
    public const string NobodysYet = "nobodys-yet";

    /// <summary>This is no warm slot that waits to be claimed, or the caller may not claim.</summary>
    public const string NotToClaim = "not-to-claim";
}

/// <summary>One frame of the session link: length of kind and body (4 bytes, little endian), kind (1), body.</summary>
public readonly record struct LinkFrame(LinkFrameKind Kind, ReadOnlyMemory<byte> Body)
{
    /// <summary>Largest body, in bytes.</summary>
    public const int MaxBodyBytes = JournalEntryFormat.MaxBytes;

    public static async Task WriteAsync(Stream stream, LinkFrameKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var head = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(head, body.Length + 1);
        head[4] = (byte)kind;

        // Small frames leave in one write; copying a large one would cost more than a second write.
        if (body.Length <= 4096)
        {
            await stream.WriteAsync((byte[])[.. head, .. body.Span], cancellation).ConfigureAwait(false);
            return;
        }

        await stream.WriteAsync(head, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(body, cancellation).ConfigureAwait(false);
    }

    /// <summary>The next frame, or null when the peer closed the connection between two frames.</summary>
    /// <exception cref="InvalidDataException">The peer announces a frame of no or too large a length.</exception>
    /// <exception cref="EndOfStreamException">The peer broke off within a frame.</exception>
    public static async ValueTask<LinkFrame?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new byte[5];
        var got = await stream.ReadAtLeastAsync(head, 5, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (got < 5)
        {
            return got == 0 ? null : throw new EndOfStreamException("The session link broke off within a frame.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head) - 1;
        if (length is < 0 or > MaxBodyBytes)
        {
            throw new InvalidDataException("The session link announced a frame of impossible length.");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation).ConfigureAwait(false);
        return new LinkFrame((LinkFrameKind)head[4], body);
    }
}
