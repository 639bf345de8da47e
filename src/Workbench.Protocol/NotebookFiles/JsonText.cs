using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Protocol.NotebookFiles;

/// <summary>Reads texts out of JSON that anybody may have written.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The text, or null where the node is none.</returns>
    public static string? Of(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <returns>The text at the end of a path of members, or null where the path or the text is missing.</returns>
    public static string? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return Of(node);
    }

    /// <summary>Lines ended by <c>\n</c>; other characters that some take for line ends are letters of a line.</summary>
    public static string[] Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');

    /// <exception cref="FormatException">It is not a JSON object.</exception>
    public static JsonObject ParseObject(string json, string what)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new FormatException($"{what} is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{what} is not valid JSON (line {error.LineNumber + 1}, position {error.BytePositionInLine + 1}).", error);
        }
    }
}
