using System.Text;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Directives;

/// <summary>
/// Cuts a cell into code and directives. A directive stands at a line's start; a line <c>#!language</c> switches the language for
/// what follows. It knows no language's syntax.
/// </summary>
internal sealed class SubmissionSplitter(DirectiveCatalogue catalogue)
{
    /// <summary>Languages whose scripts know <c>#r</c>, <c>#i</c> and <c>#load</c>; elsewhere these begin a comment.</summary>
    public static IReadOnlyList<string> WithPackages { get; } = ["csharp", "fsharp"];

    /// <param name="code">A cell's text.</param>
    /// <param name="language">The language of what stands before the first switch.</param>
    public Submission Split(string code, RegisteredLanguage language)
    {
        if (catalogue.TakesCellsWhole)
        {
            return new Submission(string.IsNullOrWhiteSpace(code) ? [] : [new SubmissionPart.Code(language, code, null)], []);
        }

        var reading = new Reading(catalogue, language);
        var number = 0;
        foreach (var line in code.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            reading.Take(line, ++number);
        }

        return reading.End();
    }

    /// <summary>Whether a line is a directive, known or not; its first word when it is.</summary>
    public static string? FirstWord(string line, string language)
    {
        if (line.Length > 2 && line.StartsWith("#!", StringComparison.Ordinal) && !char.IsWhiteSpace(line[2]))
        {
            return line.Split([' ', '\t', '\r'], 2)[0];
        }

        if (line.Length > 2 && line[0] == '#' && WithPackages.Contains(language))
        {
            return line[..2] is "#r" or "#i" && line[2] is ' ' or '\t' or '"' && line[1] is 'r' or 'i' ? line[..2]
                : line.StartsWith("#load ", StringComparison.Ordinal) || line.StartsWith("#load\"", StringComparison.Ordinal) ? "#load"
                : null;
        }

        return null;
    }

    private sealed class Reading(DirectiveCatalogue catalogue, RegisteredLanguage first)
    {
        private readonly List<SubmissionPart> parts = [];
        private readonly List<DirectiveError> errors = [];
        private readonly StringBuilder text = new();
        private RegisteredLanguage language = first;
        private DirectiveCall? options;
        private bool hasCode;
        private int lines;

        public void Take(string line, int number)
        {
            if (FirstWord(line, language.Info.Name) is not { } word)
            {
                TakeCode(line, number);
                return;
            }

            if (catalogue.LanguageOf(word) is { } next)
            {
                Flush();
                language = next;
                var call = DirectiveLine.Parse(DirectiveCatalogue.SwitchTo(next), next.Info.Name, number, line, errors);
                options = next.Options.Count > 0 ? call : null;
                return;
            }

            if (catalogue.MagicOf(word, language.Info.Name) is { } magic)
            {
                // Packages come before the code of their cell, wherever they are written; the compiler sees one piece of code.
                if (!magic.Directive.TakesLine && hasCode)
                {
                    Flush();
                }

                var magicCall = DirectiveLine.Parse(magic.Directive, language.Info.Name, number, line, errors);
                Check(magicCall, hasContent: false);
                parts.Add(new SubmissionPart.Magic(magic, magicCall));
                return;
            }

            if (language.Language is IKeepsUnknownDirectives)
            {
                TakeCode(line, number);
                return;
            }

            errors.Add(new DirectiveError(number, 1, word.Length, DirectiveErrorCodes.UnknownDirective, $"Unknown magic command '{word}'", line));
        }

        public Submission End()
        {
            Flush();
            return new Submission(parts, errors);
        }

        private void TakeCode(string line, int number)
        {
            // From the cell's first line on: what is not this part's is a blank line.
            for (; lines < number - 1; lines++)
            {
                text.Append('\n');
            }

            text.Append(line).Append('\n');
            lines = number;
            hasCode |= !string.IsNullOrWhiteSpace(line);
        }

        // A language that takes options does something with them even where no code follows.
        private void Flush()
        {
            if (options is not null)
            {
                Check(options, hasCode);
            }

            if (hasCode || options is not null)
            {
                parts.Add(new SubmissionPart.Code(language, hasCode ? text.ToString(0, text.Length - 1) : "", options));
            }

            text.Clear();
            lines = 0;
            hasCode = false;
            options = null;
        }

        // Once what each parameter lacks has been said, what they are together would only confuse.
        private void Check(DirectiveCall call, bool hasContent)
        {
            if (!errors.Exists(error => error.Line == call.Line) && call.Directive.Check?.Invoke(call, hasContent) is { } error)
            {
                errors.Add(error);
            }
        }
    }
}
