using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Commands;

/// <summary>What was typed: words and options. Every option takes a value, but for the switches.</summary>
/// <param name="Words">The verb and what it works on.</param>
/// <param name="Options">Values by option, without the dashes; switches have the value "true".</param>
public sealed record CommandLine(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options)
{
    private static readonly string[] WithValue = ["data", "demo-content", "canaries", "by", "project", "purpose", "reason", "issuer", "cohort", "version", "hours"];
    private static readonly string[] Switches = ["all", "help", "json", "resume", "compromised", "yes", "erase"];

    public string? this[string option] => Options.GetValueOrDefault(option);

    /// <summary>Reads the arguments; null, with a problem to show, when one of them is not known.</summary>
    public static CommandLine? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        problem = "";
        var (words, options) = (new List<string>(), new Dictionary<string, string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arguments[i]);
                continue;
            }

            var name = arguments[i][2..];
            if (Switches.Contains(name))
            {
                options[name] = "true";
            }
            else if (!WithValue.Contains(name))
            {
                problem = Unknown("option", arguments[i], [.. WithValue.Concat(Switches).Select(o => "--" + o)]);
                return null;
            }
            else if (++i < arguments.Count)
            {
                options[name] = arguments[i];
            }
            else
            {
                problem = $"The option --{name} needs a value.";
                return null;
            }
        }

        return new CommandLine(words, options);
    }

    public static string Unknown(string what, string typed, IReadOnlyList<string> known) =>
        NearestName.Of(typed, known) is { } nearest
            ? $"There is no {what} \"{typed}\". Did you mean \"{nearest}\"?"
            : $"There is no {what} \"{typed}\". There are {string.Join(", ", known)}.";
}
