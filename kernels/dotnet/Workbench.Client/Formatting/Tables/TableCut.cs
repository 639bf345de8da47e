namespace Workbench.Client.Formatting.Tables;

/// <summary>Which part of a table is shown.</summary>
/// <param name="First">Index of the first row, from 0.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct TableCut(int First, int Count)
{
    public static TableCut Default => new(0, TableLimits.Rows);

    /// <summary>The wished page, brought into the table and under the limit; a negative start counts from the end.</summary>
    public static TableCut Page(int from, int rows, long total)
    {
        var first = from >= 0 ? Math.Min(from, total) : Math.Max(0, total + from);
        return new((int)first, (int)Math.Clamp(Math.Min(rows, total - first), 0, TableLimits.PageRows));
    }

    /// <summary>Drops rows from the end until the cells fit the limit of one output; at least one row stays.</summary>
    public static TableView Fit(TableView view)
    {
        var characters = 0;
        for (var row = 0; row < view.Rows.Count; row++)
        {
            characters += view.Rows[row].Sum(cell => cell?.Length ?? 0);
            if (characters > TableLimits.AllCharacters && row > 0)
            {
                return view with { Rows = [.. view.Rows.Take(row)], Keys = view.Keys is null ? null : [.. view.Keys.Take(row)] };
            }
        }
        return view;
    }
}
