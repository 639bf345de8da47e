using System.Text;

namespace Workbench.Kernel.CSharp;

/// <summary>Text put into a cell before the character at <paramref name="Position"/>.</summary>
internal readonly record struct Insertion(int Position, string Text);

/// <summary>A cell with insertions, and the way back from its positions to the user's. Insertions hold no line break.</summary>
internal sealed class WovenText
{
    private readonly Insertion[] insertions;
    private readonly int[] lineStarts;
    private readonly string original;

    public WovenText(string code, IEnumerable<Insertion> insertions)
    {
        original = code;

        // At one position, what closes an inner construct comes before what closes the outer one: the walker visits outer first.
        this.insertions = [.. insertions.Select((insertion, index) => (insertion, index))
            .OrderBy(item => item.insertion.Position)
            .ThenBy(item => IsClosing(item.insertion) ? -item.index : item.index + 1_000_000)
            .Select(item => item.insertion)];
        var text = new StringBuilder(code.Length + (64 * this.insertions.Length));
        var done = 0;
        foreach (var insertion in this.insertions)
        {
            text.Append(code, done, insertion.Position - done).Append(insertion.Text);
            done = insertion.Position;
        }

        Text = text.Append(code, done, code.Length - done).ToString();
        lineStarts = [0, .. Enumerable.Range(0, Text.Length).Where(i => Text[i] == '\n').Select(i => i + 1)];
    }

    public string Text { get; }

    public bool IsUnchanged => insertions.Length == 0;

    /// <summary>The user's position for a position in <see cref="Text"/>; inside an insertion, where it stands.</summary>
    public int ToOriginal(int position)
    {
        var shift = 0;
        foreach (var insertion in insertions)
        {
            var start = insertion.Position + shift;
            if (start >= position)
            {
                break;
            }

            if (start + insertion.Text.Length > position)
            {
                return insertion.Position;
            }

            shift += insertion.Text.Length;
        }

        return position - shift;
    }

    /// <summary>The user's line and column, from 1, for a line and column, from 1, of <see cref="Text"/>.</summary>
    public (int Line, int Column) ToOriginal(int line, int column)
    {
        if (line < 1 || line > lineStarts.Length)
        {
            return (line, column);
        }

        var position = ToOriginal(Math.Min(lineStarts[line - 1] + column - 1, Text.Length));
        var lineStart = position == 0 ? 0 : original.LastIndexOf('\n', position - 1) + 1;
        return (line, position - lineStart + 1);
    }

    private static bool IsClosing(Insertion insertion) => insertion.Text is "}" or "}}" or ";}" or "*/" or ")";
}
