using Deedle;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Frames;

/// <summary>Deedle frames and series as tables. Only the cells shown are read, whatever the frame's size.</summary>
internal static class DeedleFormatters
{
    public static void Register()
    {
        TableFormatters.Register(typeof(Frame<,>), value => View((IFrame)value, TableCut.Default));
        TableFormatters.Register(typeof(Series<,>), value => GenericView.Of<TableView>(typeof(SeriesTable), typeof(Series<,>), value, TableCut.Default));
    }

    public static TableView View(IFrame frame, TableCut cut) => frame.Apply(new FrameTable(cut));

    private sealed class FrameTable(TableCut cut) : IFrameOperation<TableView>
    {
        public TableView Invoke<TRow, TColumn>(Frame<TRow, TColumn> frame)
        {
            var total = frame.RowCount;
            var first = Math.Min(cut.First, total);
            var count = Math.Min(cut.Count, total - first);
            var names = frame.ColumnKeys.ToArray();
            var shown = Math.Min(names.Length, TableLimits.Columns);
            var types = frame.ColumnTypes.Take(shown).ToArray();
            var vectors = Enumerable.Range(0, shown).Select(column => ((ISeries<TRow>)frame.Columns.GetAt(column)).Vector).ToArray();

            var rows = new List<string?[]>(count);
            var keys = new List<string>(count);
            for (var row = first; row < first + count; row++)
            {
                var address = frame.RowIndex.AddressAt(row);
                rows.Add([.. vectors.Select(vector => DeedleCell.Text(vector.GetObject(address)))]);
                keys.Add(CellText.Of(frame.GetRowKeyAt(row)) ?? string.Empty);
            }
            var columns = Enumerable.Range(0, shown).Select(column => TableColumn.For(CellText.Of(names[column]) ?? string.Empty, types[column]));
            return new TableView([.. columns], rows, keys, first, total, names.Length);
        }
    }
}

internal static class SeriesTable
{
    public static TableView View<TKey, TValue>(Series<TKey, TValue> series, TableCut cut)
    {
        var total = series.KeyCount;
        var first = Math.Min(cut.First, total);
        var count = Math.Min(cut.Count, total - first);
        var rows = Enumerable.Range(first, count)
            .Select(row => (IReadOnlyList<string?>)[DeedleCell.Text(series.TryGetAt(row))]);
        var keys = Enumerable.Range(first, count).Select(row => CellText.Of(series.GetKeyAt(row)) ?? string.Empty);
        return new TableView([TableColumn.For("value", typeof(TValue))], [.. rows], [.. keys], first, total, 1) { Noun = "values" };
    }
}

internal static class DeedleCell
{
    public static string? Text<T>(OptionalValue<T> value) => value.HasValue ? CellText.Of(value.Value) : null;
}
