using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Workbench.Protocol.Jupyter;

/// <summary>
/// The WebSocket framing without a subprotocol: a text frame with one JSON object, or with buffers a binary frame of big-endian
/// 32-bit numbers (count, offsets), the JSON object and the buffers.
/// </summary>
public static class WebSocketLegacyFraming
{
    /// <summary>Gives the frame's bytes and whether it is to be sent as a binary frame.</summary>
    public static (byte[] Frame, bool IsBinary) Encode(JupyterChannel channel, JupyterMessage message)
    {
        var json = JupyterJson.Write((channel, message), static (writer, state) =>
        {
            writer.WriteString("channel"u8, state.channel.WireName());
            writer.WriteString("msg_id"u8, state.message.MsgId);
            writer.WriteString("msg_type"u8, state.message.MsgType);
            Raw(writer, "header"u8, state.message.HeaderJson);
            Raw(writer, "parent_header"u8, state.message.ParentHeaderJson);
            Raw(writer, "metadata"u8, state.message.MetadataJson);
            Raw(writer, "content"u8, state.message.ContentJson);
            writer.WriteStartArray("buffers"u8);
            writer.WriteEndArray();
        });
        return message.Buffers.Count == 0 ? (json, false) : (WithBuffers(json, message.Buffers), true);
    }

    /// <summary>Reads one text or binary frame.</summary>
    public static JupyterDecoding TryDecode(ReadOnlyMemory<byte> frame, bool isBinary, out JupyterChannel channel, out JupyterMessage message)
    {
        channel = default;
        message = null!;
        var json = frame;
        List<ReadOnlyMemory<byte>> buffers = [];
        if (isBinary)
        {
            if (!TrySplit(frame, out var parts))
            {
                return JupyterDecoding.BadOffsets;
            }

            json = parts[0];
            buffers = parts[1..];
        }

        if (!JupyterJson.IsObject(json.Span))
        {
            return JupyterDecoding.BadJson;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth });
        var root = document.RootElement;
        if (!root.TryGetProperty("channel", out var name) || name.ValueKind != JsonValueKind.String
            || !JupyterChannels.TryParse(System.Text.Encoding.UTF8.GetBytes(name.GetString()!), out channel))
        {
            return JupyterDecoding.BadChannel;
        }

        if (!TryPart(root, "header", out var headerJson) || !TryPart(root, "parent_header", out var parent)
            || !TryPart(root, "metadata", out var metadata) || !TryPart(root, "content", out var content))
        {
            return JupyterDecoding.BadJson;
        }

        if (!JupyterHeader.TryParse(headerJson, out var header))
        {
            return JupyterDecoding.BadHeader;
        }

        message = new JupyterMessage
        {
            Header = header,
            HeaderJson = headerJson,
            ParentHeaderJson = parent,
            MetadataJson = metadata,
            ContentJson = content,
            Buffers = buffers,
        };
        return JupyterDecoding.Ok;
    }

    private static void Raw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }

    // A part that is missing or null stands for an empty object, as old clients leave parts out.
    private static bool TryPart(JsonElement root, string name, out ReadOnlyMemory<byte> json)
    {
        json = JupyterJson.Empty;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        json = JsonMarshal.GetRawUtf8Value(value).ToArray();
        return value.ValueKind == JsonValueKind.Object;
    }

    private static byte[] WithBuffers(byte[] json, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        var count = buffers.Count + 1;
        var offset = sizeof(uint) * (count + 1);
        var frame = new byte[offset + json.Length + buffers.Sum(buffer => buffer.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)count);
        for (var i = 0; i < count; i++)
        {
            var part = i == 0 ? json : buffers[i - 1];
            BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(sizeof(uint) * (i + 1)), (uint)offset);
            part.Span.CopyTo(frame.AsSpan(offset));
            offset += part.Length;
        }

        return frame;
    }

    private static bool TrySplit(ReadOnlyMemory<byte> frame, out List<ReadOnlyMemory<byte>> parts)
    {
        parts = [];
        if (frame.Length < sizeof(uint))
        {
            return false;
        }

        var count = BinaryPrimitives.ReadUInt32BigEndian(frame.Span);
        if (count == 0 || count > (frame.Length / sizeof(uint)) - 1)
        {
            return false;
        }

        var from = (long)BinaryPrimitives.ReadUInt32BigEndian(frame.Span[sizeof(uint)..]);
        if (from < sizeof(uint) * (count + 1))
        {
            return false;
        }

        for (var i = 1; i <= count; i++)
        {
            var to = i == count ? (long)frame.Length : BinaryPrimitives.ReadUInt32BigEndian(frame.Span[(sizeof(uint) * (i + 1))..]);
            if (to < from || to > frame.Length)
            {
                return false;
            }

            parts.Add(frame[(int)from..(int)to]);
            from = to;
        }

        return true;
    }
}
