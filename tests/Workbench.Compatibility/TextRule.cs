using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workbench.Compatibility;

/// <summary>
/// What a text must be: a JSON string is the text itself; <c>{"contains": [...]}</c> parts in it; <c>{"lacks": [...]}</c> parts that
/// must not stand in it; <c>{"matches": "..."}</c> a regular expression; <c>{"atMost": n}</c> its greatest length in characters.
/// </summary>
internal static partial class TextRule
{
    /// <returns>Why the text does not satisfy the rule; null when it does.</returns>
    public static string? Check(string what, JsonElement rule, string text)
    {
        // The style block goes with every HTML output and says nothing of the value.
        var shown = StyleBlock().Replace(text, "").ReplaceLineEndings("\n");
        if (rule.ValueKind == JsonValueKind.String)
        {
            return rule.GetString() == shown ? null : $"{what} is not the text expected. Expected:\n{rule.GetString()}\nSeen:\n{Cut(shown)}";
        }

        foreach (var part in rule.EnumerateObject())
        {
            var holds = part.Name switch
            {
                "contains" => Parts(part.Value).All(one => shown.Contains(one, StringComparison.Ordinal)),
                "lacks" => !Parts(part.Value).Any(one => shown.Contains(one, StringComparison.Ordinal)),
                "matches" => Regex.IsMatch(shown, part.Value.GetString()!, RegexOptions.Singleline, TimeSpan.FromSeconds(5)),
                "atMost" => shown.Length <= part.Value.GetInt32(),
                _ => throw new JsonException($"{part.Name} is no rule for a text."),
            };
            if (!holds)
            {
                return $"{what} breaks the rule {part.Name} {part.Value}. Seen:\n{Cut(shown)}";
            }
        }

        return null;
    }

    private static string Cut(string text) => text.Length <= 4000 ? text : text[..4000] + " …";

    private static IEnumerable<string> Parts(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? [value.GetString()!] : value.EnumerateArray().Select(static one => one.GetString()!);

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex StyleBlock();
}
