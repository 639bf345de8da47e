using System.Text.RegularExpressions;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Languages.Children;

/// <summary>Reads the signature of a function out of what a child says when it is asked about the function, or about what may stand in its brackets.</summary>
internal static partial class ChildSignature
{
    /// <param name="told">As text/plain; Python's help begins with <c>Signature:</c>.</param>
    public static Signatures? OfHelp(OpenCall call, string told)
    {
        var text = Colours().Replace(told, "");
        return Head().Match(text) is { Success: true } head
            ? Of(call, Blanks().Replace(head.Groups["head"].Value.Trim(), " "), Docstring().Match(text).Groups["text"].Value.Trim())
            : null;
    }

    /// <summary>R proposes, behind an open bracket, the arguments of what is called: <c>x = </c>, and <c>...</c> for more.</summary>
    public static Signatures? OfArguments(OpenCall call, Completions proposed)
    {
        string[] arguments = [.. proposed.Items.Select(static one => one.Text).Where(static one => one == "..." || one.EndsWith(" = ", StringComparison.Ordinal)).Select(static one => one.Replace(" = ", "", StringComparison.Ordinal))];
        return arguments.Length > 0 ? Of(call, $"{call.Name}({string.Join(", ", arguments)})", "") : null;
    }

    private static Signatures Of(OpenCall call, string label, string documentation)
    {
        var parameters = Parameters(label);
        return new Signatures([new Signature(label, documentation, [.. parameters.Select(static one => (one, ""))])], 0, parameters.Count == 0 ? 0 : Math.Min(call.Argument, parameters.Count - 1));
    }

    // Commas in default values and types are not those between parameters.
    private static List<string> Parameters(string label)
    {
        List<string> found = [];
        var depth = 0;
        var start = label.IndexOf('(', StringComparison.Ordinal) + 1;
        for (var at = start; start > 0 && at < label.Length; at++)
        {
            depth += label[at] is '(' or '[' or '{' ? 1 : label[at] is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0 || (depth == 0 && label[at] == ','))
            {
                if (label[start..at].Trim() is { Length: > 0 } and not ("/" or "*") and var one)
                {
                    found.Add(one);
                }

                start = at + 1;
                if (depth < 0)
                {
                    break;
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"^(Init s|S)ignature:\s*(?<head>[^\n]*(\n[ )][^\n]*)*)", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"^Docstring:\s*(?<text>.*?)(\n(File|Type|Class docstring|Init docstring|Subclasses):|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Docstring();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
