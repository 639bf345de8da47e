using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Protocol.NotebookFiles;

/// <summary>
/// The <c>.dib</c> format: a text in which a line <c>#!language</c> starts a cell. What was read is kept as it stood, so that a file
/// which is not changed is written back byte for byte; <see cref="Write"/> makes a new file in the form that its editors write.
/// </summary>
public sealed class DibFile
{
    private const string MetaMark = "#!meta";

    private readonly string text;

    private DibFile(string text, NotebookFile notebook)
    {
        this.text = text;
        Notebook = notebook;
    }

    /// <summary>Its cells; blank lines round each are not part of it.</summary>
    public NotebookFile Notebook { get; }

    /// <param name="text">The file, without a byte order mark.</param>
    /// <param name="languages">Which words start a cell, beside those that the file's own <c>#!meta</c> names.</param>
    /// <exception cref="FormatException">The <c>#!meta</c> block holds no JSON object.</exception>
    public static DibFile Read(string text, NotebookLanguages languages)
    {
        var lines = JsonText.Lines(text);
        var start = Array.FindIndex(lines, static line => line.Trim().Length > 0);
        JsonObject? meta = null;
        var next = 0;
        if (start >= 0 && lines[start].TrimEnd() == MetaMark)
        {
            next = Array.FindIndex(lines, start + 1, static line => line.StartsWith("#!", StringComparison.Ordinal));
            next = next < 0 ? lines.Length : next;
            var json = string.Join('\n', lines[(start + 1)..next]).Trim();
            meta = json.Length == 0 ? null : JsonText.ParseObject(json, "The #!meta block");
            languages.Add(meta);
        }

        var defaultLanguage = JsonText.At(meta, "kernelInfo", "defaultKernelName") ?? "csharp";
        return new DibFile(text, new NotebookFile(defaultLanguage, Cells(lines.AsSpan(next), defaultLanguage, languages), meta));
    }

    /// <summary>A notebook as a new <c>.dib</c> file; outputs and raw cells have no place in it.</summary>
    public static string Write(NotebookFile notebook)
    {
        List<string> lines = [];
        if (notebook.Polyglot is { } meta)
        {
            lines.AddRange([MetaMark, "", meta.ToJsonString(JsonText.OneLine), ""]);
        }

        foreach (var cell in notebook.Cells.Where(static cell => cell.Kind != NotebookCellKind.Raw))
        {
            lines.AddRange(["#!" + (cell.Kind == NotebookCellKind.Markdown ? "markdown" : cell.Language ?? notebook.DefaultLanguage), "", cell.Source, ""]);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The file as it was read.</summary>
    public override string ToString() => text;

    private static List<NotebookCell> Cells(ReadOnlySpan<string> lines, string defaultLanguage, NotebookLanguages languages)
    {
        List<NotebookCell> cells = [];
        var language = defaultLanguage;
        var body = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith("#!", StringComparison.Ordinal) && languages.Find(line[2..].TrimEnd()) is { } next)
            {
                End(cells, language, body);
                language = next;
            }
            else
            {
                body.Add(line);
            }
        }

        End(cells, language, body);
        return cells;
    }

    private static void End(List<NotebookCell> cells, string language, List<string> body)
    {
        var first = body.FindIndex(static line => line.Trim().Length > 0);
        if (first >= 0)
        {
            var last = body.FindLastIndex(static line => line.Trim().Length > 0);
            var source = string.Join('\n', body.GetRange(first, last - first + 1));
            cells.Add(language == "markdown" ? new NotebookCell(NotebookCellKind.Markdown, null, source) : new NotebookCell(NotebookCellKind.Code, language, source));
        }

        body.Clear();
    }
}
