using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Frames;

/// <summary>ML.NET data views as tables. A view is lazy: showing it computes the rows shown and no more.</summary>
internal static class DataViewFormatters
{
    public static void Register() =>
        TableFormatters.Register<IDataView>(view => View(view, TableCut.Default));

    public static TableView View(IDataView data, TableCut cut)
    {
        var visible = data.Schema.Where(column => !column.IsHidden).ToArray();
        var shown = visible.Take(TableLimits.Columns).ToArray();
        var rows = new List<string?[]>();
        using (var cursor = data.GetRowCursor(shown))
        {
            var cells = shown.Select(column => DataViewCell.Reader(cursor, column)).ToArray();
            for (var row = 0L; row < cut.First + (long)cut.Count && cursor.MoveNext(); row++)
            {
                if (row >= cut.First)
                {
                    rows.Add([.. cells.Select(cell => cell())]);
                }
            }
        }
        var columns = shown.Select(column => new TableColumn(column.Name, column.Type is NumberDataViewType, column.Type.ToString()));
        var total = data.GetRowCount() ?? (rows.Count < cut.Count ? cut.First + rows.Count : null);
        return new TableView([.. columns], rows, null, cut.First, total, visible.Length);
    }
}
