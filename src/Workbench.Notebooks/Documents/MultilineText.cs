using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// nbformat's "multiline string": in a file a list of lines (so that version control sees lines), on the wire one string.
/// Both forms mean the same text. Source: nbformat 5, v4/rwbase.py (rules, not code).
/// </summary>
public static class MultilineText
{
    /// <summary>Whether the node has one of the two forms.</summary>
    public static bool Is(JsonNode? node) => IsString(node) || (node is JsonArray lines && lines.All(IsString));

    /// <summary>The text of either form; null when the node is neither, or holds half a character (an unpaired surrogate).</summary>
    public static string? Read(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonArray lines when Is(lines) => string.Concat(lines.Select(line => line!.GetValue<string>())),
                _ when IsString(node) => node!.GetValue<string>(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The list of lines, each with its line ending, as Python's <c>str.splitlines(keepends=True)</c> makes it.</summary>
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsLineEnd(text[i]))
            {
                continue;
            }

            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }

            lines.Add(text[start..(i + 1)]);
            start = i + 1;
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    private static bool IsString(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\v' or '\f' or '\u001c' or '\u001d' or '\u001e' or '\u0085' or '\u2028' or '\u2029';
}
