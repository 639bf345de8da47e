namespace Workbench.Client.Formatting.Tables;

/// <summary>The line under a table that says how much of it is shown.</summary>
internal static class TableNote
{
    public static string For(TableView view)
    {
        if (view.Note is { } note)
        {
            return note;
        }
        var shown = view.Rows.Count;
        var rows = view.TotalRows switch
        {
            null => $"the first {CellText.Count(shown)} {view.Noun}",
            { } total when total == shown => $"{CellText.Count(total)} {view.Noun}",
            { } total when view.FirstRow == 0 => $"{CellText.Count(shown)} of {CellText.Count(total)} {view.Noun}",
            { } total when shown == 0 => $"0 of {CellText.Count(total)} {view.Noun}",
            { } total => $"{view.Noun} {CellText.Count(view.FirstRow + 1)} to {CellText.Count(view.FirstRow + shown)} of {CellText.Count(total)}",
        };
        return view.Columns.Count == view.TotalColumns
            ? rows
            : $"{rows}, {CellText.Count(view.Columns.Count)} of {CellText.Count(view.TotalColumns)} columns";
    }
}
