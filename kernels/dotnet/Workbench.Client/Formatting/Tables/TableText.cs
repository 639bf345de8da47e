namespace Workbench.Client.Formatting.Tables;

/// <summary>A table as plain text, for clients that show no HTML and for outputs that are read by programs.</summary>
internal static class TableText
{
    private const int WidestColumn = 40;

    public static void Write(TableView view, TextWriter writer)
    {
        if (view.Title is { } title)
        {
            writer.WriteLine(title);
        }
        var cells = Cells(view);
        var numbers = (view.Keys is null ? [] : new[] { false }).Concat(view.Columns.Select(column => column.IsNumber)).ToArray();
        var widths = numbers.Select((_, column) => Math.Min(WidestColumn, cells.Max(row => row[column].Length))).ToArray();
        foreach (var row in cells.Where(row => row.Length > 0))
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => Pad(cell, widths[column], numbers[column]))).TrimEnd());
        }
        writer.Write(TableNote.For(view));
    }

    private static List<string[]> Cells(TableView view)
    {
        var cells = new List<string[]> { Line(view.Keys is null ? null : view.KeyTitle, view.Columns.Select(column => CellText.Cut(column.Name))) };
        for (var row = 0; row < view.Rows.Count; row++)
        {
            cells.Add(Line(view.Keys?[row], view.Rows[row].Select(cell => cell ?? "<missing>")));
        }
        return cells;
    }

    private static string[] Line(string? key, IEnumerable<string> cells) =>
        [.. (key is null ? cells : cells.Prepend(key)).Select(cell => cell.ReplaceLineEndings(" "))];

    private static string Pad(string cell, int width, bool right)
    {
        var text = cell.Length <= width ? cell : cell[..(width - 1)] + "…";
        return right ? text.PadLeft(width) : text.PadRight(width);
    }
}
