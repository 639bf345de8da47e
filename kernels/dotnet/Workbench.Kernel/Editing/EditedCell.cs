using Workbench.Kernel.Directives;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Editing;

/// <summary>
/// A cell while it is edited: which language stands where. Unlike what runs, it may hold mistakes anywhere. All positions are UTF-16
/// units from the cell's start.
/// </summary>
internal sealed class EditedCell
{
    private readonly string code;
    private readonly List<Line> lines = [];

    /// <param name="code">The cell's text.</param>
    /// <param name="language">The language of what stands before the first switch.</param>
    public EditedCell(string code, RegisteredLanguage language, DirectiveCatalogue catalogue)
    {
        this.code = code;
        var start = 0;
        while (start <= code.Length)
        {
            var end = code.IndexOf('\n', start);
            end = end < 0 ? code.Length : end;
            var text = code[start..end];
            var word = catalogue.TakesCellsWhole ? null : SubmissionSplitter.FirstWord(text, language.Info.Name) ?? (text.TrimEnd() is "#!" or "#" ? text.TrimEnd() : null);
            if (word is not null && catalogue.LanguageOf(word) is { } next)
            {
                language = next;
            }

            lines.Add(new Line(text, start, language, word));
            start = end + 1;
        }
    }

    /// <summary>The languages of its code, each once, in order.</summary>
    public IEnumerable<RegisteredLanguage> Languages => lines.Where(static line => line.Directive is null && line.Text.Trim().Length > 0).Select(static line => line.Language).Distinct();

    public Line At(int position) => lines.Last(line => line.Start <= position || line.Start == 0);

    /// <summary>
    /// The code of one language; all other characters are blanks, so that positions stay what they are.
    /// </summary>
    public string CodeOf(RegisteredLanguage language)
    {
        var text = code.ToCharArray();
        foreach (var line in lines.Where(line => line.Directive is not null || line.Language != language))
        {
            foreach (ref var letter in text.AsSpan(line.Start, line.Text.Length))
            {
                letter = letter == '\r' ? '\r' : ' ';
            }
        }

        return new string(text);
    }

    /// <param name="Language">Of the line, or for a switch the one that it switches to.</param>
    /// <param name="Directive">The first word of a directive's line; null for code.</param>
    internal sealed record Line(string Text, int Start, RegisteredLanguage Language, string? Directive);
}
