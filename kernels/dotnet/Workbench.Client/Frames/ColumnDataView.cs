using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>
/// An ML.NET data view over columns in memory, which were read in the types that trainers take. Nothing is copied, and
/// rows can be read in any order and by several cursors at once.
/// </summary>
/// <remarks>
/// Types as a trainer meets them: numbers are <see cref="NumberDataViewType.Single"/> with NaN for missing (trainers
/// take no other number type), texts are <see cref="TextDataViewType"/> with the empty text for missing, dates
/// <see cref="DateTimeDataViewType"/> with the year 1 for missing. ML.NET has no missing boolean, so a boolean column in
/// which a value is missing is served as number 0, 1 or NaN instead of inventing a "false".
/// </remarks>
internal sealed class ColumnDataView : IDataView
{
    private readonly IDataViewColumn[] columns;

    public ColumnDataView(IReadOnlyList<Column> columns)
    {
        this.columns = [.. columns.Select(DataViewColumns.For)];
        RowCount = columns.Count == 0 ? 0 : columns[0].Length;
        var schema = new DataViewSchema.Builder();
        foreach (var column in this.columns)
        {
            schema.AddColumn(column.Name, column.Type);
        }
        Schema = schema.ToSchema();
    }

    public int RowCount { get; }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new ColumnCursor(Schema, columns, columnsNeeded, RowCount, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
