using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Workbench.Protocol.Jupyter;

/// <summary>How JSON is read and written on Jupyter's wires.</summary>
public static class JupyterJson
{
    /// <summary>Charts and widgets nest deeply; deeper than this is an attack on whoever reads it.</summary>
    public const int MaxDepth = 512;

    /// <summary>An empty object.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = "{}"u8.ToArray();

    internal static JsonReaderOptions ReaderOptions => new() { MaxDepth = MaxDepth };

    // Every reader is a JSON parser, never an HTML page, so that letters of all languages may stand as they are.
    private static JsonWriterOptions WriterOptions => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Writes one object whose members <paramref name="members"/> writes.</summary>
    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            members(writer, state);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Write{TState}"/>
    public static byte[] Write(Action<Utf8JsonWriter> members) => Write(members, static (writer, write) => write(writer));

    /// <summary>Whether the bytes are exactly one JSON object in valid UTF-8, not deeper than <see cref="MaxDepth"/>.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
