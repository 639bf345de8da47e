using System.Buffers.Binary;
using Workbench.Protocol.Jupyter;

namespace Workbench.Protocol.SessionLink;

/// <summary>
/// Bytes of a Jupyter message on the link and in the journal: number of parts (4 bytes), then each part's length (4) and bytes;
/// parts are header, parent header, metadata, content, then buffers. No part at all stands for "no message". It is unsigned:
/// signatures begin and end at the supervisor, which alone holds the key.
/// </summary>
internal static class MessageFormat
{
    private const int JsonParts = 4;

    public static int Length(JupyterMessage? message)
    {
        var total = 4;
        foreach (var part in Parts(message))
        {
            total = checked(total + 4 + part.Length);
        }

        return total;
    }

    public static void Write(Span<byte> target, JupyterMessage? message)
    {
        var parts = Parts(message);
        BinaryPrimitives.WriteInt32LittleEndian(target, parts.Count);
        target = target[4..];
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target, part.Length);
            part.Span.CopyTo(target[4..]);
            target = target[(4 + part.Length)..];
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not one whole message.</exception>
    public static JupyterMessage? Read(ReadOnlyMemory<byte> bytes)
    {
        var parts = ReadParts(bytes);
        if (parts.Length == 0)
        {
            return null;
        }

        if (parts.Length < JsonParts || !JupyterHeader.TryParse(parts[0], out var header))
        {
            throw new InvalidDataException("A message lacks a part or a usable header.");
        }

        return new JupyterMessage
        {
            Header = header,
            HeaderJson = parts[0],
            ParentHeaderJson = parts[1],
            MetadataJson = parts[2],
            ContentJson = parts[3],
            Buffers = parts[JsonParts..],
        };
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> Parts(JupyterMessage? message) => message is null
        ? []
        : [message.HeaderJson, message.ParentHeaderJson, message.MetadataJson, message.ContentJson, .. message.Buffers];

    private static ReadOnlyMemory<byte>[] ReadParts(ReadOnlyMemory<byte> bytes)
    {
        var count = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (count < 0 || count > bytes.Length / 4)
        {
            throw new InvalidDataException("A message announces more parts than it can hold.");
        }

        bytes = bytes[4..];
        var parts = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            var length = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
            if (length < 0 || length > bytes.Length - 4)
            {
                throw new InvalidDataException("A part of a message is longer than the message.");
            }

            parts[i] = bytes.Slice(4, length);
            bytes = bytes[(4 + length)..];
        }

        return bytes.IsEmpty ? parts : throw new InvalidDataException("A message has bytes behind its last part.");
    }
}
