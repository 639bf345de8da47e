namespace Workbench.Kernel.Jupyter;

/// <summary>Turns lines and columns from 0 into positions in a text, in UTF-16 units.</summary>
internal sealed class LineStarts
{
    private readonly string text;
    private readonly List<int> starts = [0];

    private LineStarts(string text)
    {
        this.text = text;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
    }

    public static LineStarts Of(string text) => new(text);

    /// <summary>A place outside of the text is moved to its nearest end.</summary>
    public int Position(int line, int column) =>
        line < 0 ? 0 : line >= starts.Count ? text.Length : Math.Clamp(starts[line] + Math.Max(0, column), 0, text.Length);
}
