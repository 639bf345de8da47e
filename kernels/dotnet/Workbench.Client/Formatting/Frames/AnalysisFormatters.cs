using System.Globalization;
using Microsoft.Data.Analysis;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Frames;

/// <summary>Microsoft.Data.Analysis frames and columns as tables; what is not shown is not in the output.</summary>
internal static class AnalysisFormatters
{
    public static void Register()
    {
        TableFormatters.Register<DataFrame>(frame => View(frame.Columns, frame.Rows.Count, TableCut.Default));
        TableFormatters.Register<DataFrameColumn>(column => View([column], column.Length, TableCut.Default));
    }

    public static TableView View(IReadOnlyList<DataFrameColumn> columns, long total, TableCut cut)
    {
        var first = Math.Min(cut.First, total);
        var count = (int)Math.Min(cut.Count, total - first);
        var shown = columns.Take(TableLimits.Columns).ToArray();
        var rows = Enumerable.Range(0, count)
            .Select(row => (IReadOnlyList<string?>)[.. shown.Select(column => Text(column[first + row]))]);
        var keys = Enumerable.Range(0, count).Select(row => CellText.Of(first + row)!);
        return new TableView(
            [.. shown.Select(column => TableColumn.For(column.Name, column.DataType))], [.. rows], [.. keys], first, total, columns.Count)
        {
            // What notebooks that were written with the library's own display show.
            KeyTitle = "index",
            Note = count == total && shown.Length == columns.Count ? string.Empty : null,
        };
    }

    // All digits: a frame of this library is looked at for its values, and nobody asked to round them.
    private static string? Text(object? value) => value switch
    {
        double number when !double.IsNaN(number) => number.ToString(CultureInfo.InvariantCulture),
        float number when !float.IsNaN(number) => number.ToString(CultureInfo.InvariantCulture),
        _ => CellText.Of(value),
    };
}
