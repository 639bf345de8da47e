using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Workbench.Client.Formatting.Frames;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client;

/// <summary>
/// Looks at other rows of a table than the first twenty. What a page does not show is not in the notebook's output.
/// </summary>
public static class Paging
{
    /// <summary>Rows of a Deedle frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="from">Position of the first row, from 0; negative counts from the end.</param>
    /// <param name="rows">How many rows, at most 500.</param>
    public static TablePage Page<TRow, TColumn>(this Frame<TRow, TColumn> frame, int from = 0, int rows = TableLimits.Rows) =>
        new(DeedleFormatters.View(frame, TableCut.Page(from, rows, frame.RowCount)));

    /// <summary>Rows of a Deedle series.</summary>
    /// <inheritdoc cref="Page{TRow,TColumn}(Frame{TRow,TColumn},int,int)"/>
    public static TablePage Page<TKey, TValue>(this Series<TKey, TValue> series, int from = 0, int rows = TableLimits.Rows) =>
        new(SeriesTable.View(series, TableCut.Page(from, rows, series.KeyCount)));

    /// <summary>Rows of an ML.NET data view. The rows before the page are computed too, because a view is a stream.</summary>
    /// <inheritdoc cref="Page{TRow,TColumn}(Frame{TRow,TColumn},int,int)"/>
    public static TablePage Page(this IDataView view, int from = 0, int rows = TableLimits.Rows) =>
        new(DataViewFormatters.View(view, TableCut.Page(from, rows, view.GetRowCount() ?? int.MaxValue)));

    /// <summary>Rows of a Microsoft.Data.Analysis frame.</summary>
    /// <inheritdoc cref="Page{TRow,TColumn}(Frame{TRow,TColumn},int,int)"/>
    public static TablePage Page(this DataFrame frame, int from = 0, int rows = TableLimits.Rows) =>
        new(AnalysisFormatters.View(frame.Columns, frame.Rows.Count, TableCut.Page(from, rows, frame.Rows.Count)));
}
