using System.Buffers.Binary;
using System.Text;

namespace Workbench.Protocol.Jupyter;

/// <summary>
/// The WebSocket framing of subprotocol <c>v1.kernel.websocket.jupyter.org</c> (jupyter_server, "Kernel WebSocket protocols"): a
/// binary frame of N+1 little-endian 64-bit numbers (the count of offsets N, then the offsets, the last one the end), then channel,
/// header, parent header, metadata, content and buffers.
/// </summary>
public static class WebSocketV1Framing
{
    public const string Subprotocol = "v1.kernel.websocket.jupyter.org";

    private const int FixedParts = 5;

    public static byte[] Encode(JupyterChannel channel, JupyterMessage message)
    {
        ReadOnlyMemory<byte>[] parts =
        [
            Encoding.ASCII.GetBytes(channel.WireName()), message.HeaderJson, message.ParentHeaderJson, message.MetadataJson, message.ContentJson, .. message.Buffers,
        ];
        var start = sizeof(long) * (parts.Length + 2);
        var frame = new byte[start + parts.Sum(part => part.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(frame, parts.Length + 1);
        var offset = start;
        for (var i = 0; i < parts.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(sizeof(long) * (i + 1)), offset);
            parts[i].Span.CopyTo(frame.AsSpan(offset));
            offset += parts[i].Length;
        }

        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(sizeof(long) * (parts.Length + 1)), offset);
        return frame;
    }

    /// <summary>Reads one binary frame. The message's parts are slices of <paramref name="frame"/>.</summary>
    public static JupyterDecoding TryDecode(ReadOnlyMemory<byte> frame, out JupyterChannel channel, out JupyterMessage message)
    {
        channel = default;
        message = null!;
        if (!TrySplit(frame, out var parts) || parts.Count < FixedParts)
        {
            return JupyterDecoding.BadOffsets;
        }

        if (!JupyterChannels.TryParse(parts[0].Span, out channel))
        {
            return JupyterDecoding.BadChannel;
        }

        for (var i = 1; i < FixedParts; i++)
        {
            if (!JupyterJson.IsObject(parts[i].Span))
            {
                return JupyterDecoding.BadJson;
            }
        }

        if (!JupyterHeader.TryParse(parts[1], out var header))
        {
            return JupyterDecoding.BadHeader;
        }

        message = new JupyterMessage
        {
            Header = header,
            HeaderJson = parts[1],
            ParentHeaderJson = parts[2],
            MetadataJson = parts[3],
            ContentJson = parts[4],
            Buffers = parts[FixedParts..],
        };
        return JupyterDecoding.Ok;
    }

    private static bool TrySplit(ReadOnlyMemory<byte> frame, out List<ReadOnlyMemory<byte>> parts)
    {
        parts = [];
        if (frame.Length < sizeof(long))
        {
            return false;
        }

        var count = BinaryPrimitives.ReadInt64LittleEndian(frame.Span);
        if (count < 2 || count > (frame.Length / sizeof(long)) - 1)
        {
            return false;
        }

        var previous = BinaryPrimitives.ReadInt64LittleEndian(frame.Span[sizeof(long)..]);
        if (previous < sizeof(long) * (count + 1))
        {
            return false;
        }

        for (var i = 2; i <= count; i++)
        {
            var next = BinaryPrimitives.ReadInt64LittleEndian(frame.Span[(sizeof(long) * i)..]);
            if (next < previous || next > frame.Length)
            {
                return false;
            }

            parts.Add(frame[(int)previous..(int)next]);
            previous = next;
        }

        return true;
    }
}
