using System.Buffers.Binary;
using Workbench.Protocol.Jupyter;

namespace Workbench.Protocol.SessionLink;

/// <summary>
/// Bytes of a <see cref="JournalEntry"/>: sequence, Unix milliseconds, lost-from (8 bytes each), channel (1), then the message
/// as <see cref="MessageFormat"/> has it. Integers are little endian. The same bytes stand on disk and on the link.
/// </summary>
public static class JournalEntryFormat
{
    internal const int HeaderBytes = 8 + 8 + 8 + 1;

    /// <summary>Largest encoded entry, in bytes; a longer one is refused when read.</summary>
    public const int MaxBytes = 160 << 20;

    public static byte[] Encode(JournalEntry entry)
    {
        var bytes = new byte[HeaderBytes + MessageFormat.Length(entry.Message)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), entry.At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), entry.LostFrom);
        bytes[24] = (byte)entry.Channel;
        MessageFormat.Write(bytes.AsSpan(HeaderBytes), entry.Message);
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not one whole entry.</exception>
    public static JournalEntry Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeaderBytes)
        {
            throw new InvalidDataException("A journal entry is shorter than its header.");
        }

        var span = bytes.Span;
        return new JournalEntry(
            BinaryPrimitives.ReadInt64LittleEndian(span),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(span[8..])),
            (JupyterChannel)span[24],
            MessageFormat.Read(bytes[HeaderBytes..]),
            BinaryPrimitives.ReadInt64LittleEndian(span[16..]));
    }
}
