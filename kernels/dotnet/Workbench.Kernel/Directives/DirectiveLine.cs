using System.Text.Json;

namespace Workbench.Kernel.Directives;

/// <summary>Parses one line against a directive's data.</summary>
internal static class DirectiveLine
{
    /// <param name="directive">What the first word names.</param>
    /// <param name="language">The language in which the line stands.</param>
    /// <param name="line">Its number in the cell, from 1.</param>
    /// <param name="errors">Receives what is wrong; then the call is not to be run.</param>
    public static DirectiveCall Parse(Directive directive, string language, int line, string source, ICollection<DirectiveError> errors)
    {
        Dictionary<string, DirectiveValue> values = new(StringComparer.Ordinal);
        var words = DirectiveWord.Cut(source);
        if (directive.TakesLine)
        {
            var rest = source[words[0].End..].Trim();
            if (rest.Length > 0)
            {
                values[directive.Parameters[0].Name] = new DirectiveValue(rest, source.IndexOf(rest, StringComparison.Ordinal) + 1);
            }
        }
        else
        {
            directive = TakeWords(directive, words, line, source, values, errors);
        }

        foreach (var parameter in directive.Parameters)
        {
            if (parameter.IsRequired && !values.ContainsKey(parameter.Name))
            {
                errors.Add(new DirectiveError(line, 1, source.TrimEnd().Length, DirectiveErrorCodes.MissingParameter, $"Missing required parameter '{parameter.Name}'", source));
            }
        }

        return new DirectiveCall(directive, values, language, line, source);
    }

    private static Directive TakeWords(
        Directive directive, IReadOnlyList<DirectiveWord> words, int line, string source, Dictionary<string, DirectiveValue> values, ICollection<DirectiveError> errors)
    {
        DirectiveError At(DirectiveWord word, string code, string message) => new(line, word.Start + 1, word.Text.Length, code, message, source);

        for (var at = 1; at < words.Count; at++)
        {
            var word = words[at];
            if (directive.Subcommands.FirstOrDefault(one => one.IsCalled(word.Text)) is { } subcommand)
            {
                directive = subcommand;
                continue;
            }

            // Without its subcommand nothing that follows can be judged.
            if (directive.Subcommands.Count > 0)
            {
                var isEarly = word.IsParameterName && words.Skip(at + 1).Any(later => directive.Subcommands.Any(one => one.IsCalled(later.Text)));
                errors.Add(isEarly
                    ? At(word, DirectiveErrorCodes.ParameterBeforeSubcommand, "Parameters must appear after subcommands.")
                    : At(word, DirectiveErrorCodes.UnknownDirective, $"Unknown magic command '{directive.Name} {word.Text}'. Known: {string.Join(", ", directive.Subcommands.Select(static one => one.Name))}"));
                return directive;
            }

            var parameter = word.IsParameterName
                ? directive.Parameters.FirstOrDefault(one => one.Name == word.Text)
                : directive.Parameters.FirstOrDefault(static one => one.IsImplicit);
            if (parameter is null)
            {
                errors.Add(At(word, DirectiveErrorCodes.UnknownParameter, $"Unrecognized parameter name '{word.Text}'"));

                // Its value, if it has one, is no second mistake.
                at += word.IsParameterName && at + 1 < words.Count && !words[at + 1].IsParameterName ? 1 : 0;
                continue;
            }

            var value = new DirectiveValue("", word.Start + 1);
            if (!word.IsParameterName)
            {
                value = new DirectiveValue(word.Text, word.Start + 1);
            }
            else if (!parameter.IsFlag)
            {
                if (at + 1 == words.Count || words[at + 1].IsParameterName)
                {
                    errors.Add(At(word, DirectiveErrorCodes.MissingParameter, $"Missing value for parameter '{word.Text}'"));
                    values.TryAdd(parameter.Name, value);
                    continue;
                }

                word = words[++at];
                value = new DirectiveValue(word.Text, word.Start + 1);
            }

            if (JsonError(value) is { } wrong)
            {
                errors.Add(At(word, DirectiveErrorCodes.InvalidJson, "Invalid JSON: " + wrong));
            }

            if (!values.TryAdd(parameter.Name, value))
            {
                errors.Add(At(word, DirectiveErrorCodes.TooManyOccurrences, $"A maximum of 1 occurrences are allowed for named parameter '{parameter.Name}'"));
            }
        }

        return directive;
    }

    private static string? JsonError(DirectiveValue value)
    {
        var json = value.IsAsked ? value.Question : value.Written;
        if (json.Length == 0 || json[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            JsonDocument.Parse(json).Dispose();
            return null;
        }
        catch (JsonException error)
        {
            // Its positions count from the value's start, which would mislead.
            var end = error.Message.IndexOf(" LineNumber", StringComparison.Ordinal);
            return end < 0 ? error.Message : error.Message[..end];
        }
    }
}
