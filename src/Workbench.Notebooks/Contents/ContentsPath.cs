using System.Globalization;
using System.Text;

namespace Workbench.Notebooks.Contents;

/// <summary>
/// A path inside one workspace, already checked: relative, no "." or "..", no hidden names, no control or direction
/// characters, composed Unicode (NFC), bounded. Only such a path ever meets the file system.
/// </summary>
public readonly record struct ContentsPath
{
    /// <summary>Longest name, in bytes of UTF-8. Linux allows 255; the rest is for names that the server derives.</summary>
    public const int MaxNameBytes = 200;

    /// <summary>Longest path, in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 1000;

    /// <summary>Deepest nesting of folders.</summary>
    public const int MaxDepth = 16;

    // In invariant-globalization mode string.Normalize does nothing; then decomposed names are refused instead.
    private static readonly bool CanCompose = "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    private readonly string? text;

    private ContentsPath(string text) => this.text = text;

    /// <summary>The workspace's own folder.</summary>
    public static ContentsPath Root => default;

    /// <summary>Names joined by '/', without one at either end; empty for the root.</summary>
    public string Text => text ?? "";

    public bool IsRoot => Text.Length == 0;

    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    public bool IsNotebookName => Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    public ContentsPath Folder => Text.LastIndexOf('/') is > 0 and var slash ? new(Text[..slash]) : Root;

    public IEnumerable<string> Names => Text.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Checks a path as a client sends it; slashes at the ends are ignored.</summary>
    public static ContentsOutcome<ContentsPath> Parse(string? clientPath)
    {
        var names = new List<string>();
        foreach (var given in (clientPath ?? "").Trim('/').Split('/'))
        {
            if (given.Length == 0 && names.Count == 0 && (clientPath ?? "").Trim('/').Length == 0)
            {
                return Root;
            }

            if (Problem(given) is { } problem)
            {
                return new ContentsRefusal(ContentsRefusal.NameNotAllowed, problem);
            }

            names.Add(CanCompose ? given.Normalize(NormalizationForm.FormC) : given);
        }

        var path = string.Join('/', names);
        if (names.Count > MaxDepth || Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            return new ContentsRefusal(ContentsRefusal.NameNotAllowed, $"The path is too long (at most {MaxDepth} folders and {MaxPathBytes} bytes).");
        }

        return new ContentsPath(path);
    }

    /// <summary>The path of <paramref name="name"/> in this folder.</summary>
    public ContentsOutcome<ContentsPath> Child(string name) =>
        name.Contains('/') ? new ContentsRefusal(ContentsRefusal.NameNotAllowed, "A name cannot contain '/'.") : Parse($"{Text}/{name}");

    public bool IsUnder(ContentsPath folder) => folder.IsRoot || Text == folder.Text || Text.StartsWith(folder.Text + "/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Problem(string name)
    {
        if (name is "" or "." or ".." || name[0] == '.')
        {
            return "A name cannot be empty or begin with a dot.";
        }

        if (name.Contains("%2f", StringComparison.OrdinalIgnoreCase) || name.Any(c => c is '\\' or '\u007f' || char.IsControl(c) || IsDirectionMark(c)))
        {
            return "A name cannot contain slashes, backslashes, control characters or text direction marks.";
        }

        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]))
        {
            return "A name cannot begin or end with a space.";
        }

        if (!IsWellFormed(name))
        {
            return "A name cannot contain half a character (an unpaired surrogate).";
        }

        if (!CanCompose && name.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark))
        {
            return "This name is written with combining marks; use the composed characters (Unicode NFC).";
        }

        return Encoding.UTF8.GetByteCount(name) > MaxNameBytes ? $"A name can have at most {MaxNameBytes} bytes." : null;
    }

    private static bool IsDirectionMark(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';

    private static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return false;
            }
        }

        return true;
    }
}
