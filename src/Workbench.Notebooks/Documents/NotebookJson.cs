using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// Writes JSON byte for byte as Jupyter writes notebook files: Python's <c>json.dumps(indent=1, ensure_ascii=False)</c>
/// and a newline at the end. System.Text.Json cannot do this: it escapes characters outside the basic plane and others
/// that Python leaves alone, so that every save would touch lines that nobody edited.
/// </summary>
/// <remarks>Numbers keep the text they came with, members keep their order.</remarks>
public static class NotebookJson
{
    /// <summary>Nesting deeper than this is refused; chart specifications in outputs reach about 30.</summary>
    public const int MaxDepth = 200;

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses UTF-8 JSON (a byte order mark is tolerated).</summary>
    /// <exception cref="JsonException">The text is not JSON, is nested too deep, or names a member twice.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        return JsonNode.Parse(utf8, nodeOptions: null, ReadOptions);
    }

    /// <summary>The whole file content, UTF-8 without byte order mark, ending in one newline.</summary>
    public static byte[] Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, depth: 0);
        text.Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject members:
                var opening = "{";
                foreach (var (name, value) in members)
                {
                    StartLine(text.Append(opening), depth + 1);
                    AppendString(text, name);
                    text.Append(": ");
                    Append(text, value, depth + 1);
                    opening = ",";
                }

                StartLine(text, depth).Append('}');
                break;
            case JsonArray items:
                var separator = "[";
                foreach (var item in items)
                {
                    StartLine(text.Append(separator), depth + 1);
                    Append(text, item, depth + 1);
                    separator = ",";
                }

                StartLine(text, depth).Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && MultilineText.Read(value) is { } content:
                AppendString(text, content);
                break;
            case JsonValue value when value.TryGetValue<JsonElement>(out var asItCame):
                text.Append(asItCame.GetRawText()); // numbers; strings with half a character, which .NET cannot hold
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    private static StringBuilder StartLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth);

    private static void AppendString(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
