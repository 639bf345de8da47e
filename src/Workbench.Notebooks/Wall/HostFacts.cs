using System.Text.RegularExpressions;

namespace Workbench.Notebooks.Wall;

/// <summary>
/// What an attacker might know of the host: names and their values, put into an attack's {places}. The wall must hold although
/// all of it is known.
/// </summary>
public sealed partial record HostFacts(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The names that attacks use.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["data", "folder", "other", "home", "broker", "program", "abstract", "port", "udp", "pid", "secret", "marker", "unique", "key"];

    /// <exception cref="ArgumentException">A value could end a string in some language, or a name is missing.</exception>
    public string Fill(string text) => Place().Replace(text, match =>
    {
        var value = Values.GetValueOrDefault(match.Groups[1].Value) ?? throw new ArgumentException($"The fact {match.Value} is missing.");
        return Harmless().IsMatch(value) ? value : throw new ArgumentException($"The fact {match.Value} holds a character that no language takes.");
    });

    [GeneratedRegex(@"\{(data|folder|other|home|broker|program|abstract|port|udp|pid|secret|marker|unique|key)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[A-Za-z0-9_./-]+$")]
    private static partial Regex Harmless();
}
