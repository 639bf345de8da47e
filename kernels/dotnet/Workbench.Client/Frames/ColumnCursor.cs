using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Workbench.Client.Frames;

/// <summary>Walks the rows of a <see cref="ColumnDataView"/>, in order or, given a source of randomness, in a random order.</summary>
internal sealed class ColumnCursor : DataViewRowCursor
{
    private readonly Delegate?[] getters;
    private readonly int rows;
    private readonly int[]? order;
    private long position = -1;

    public ColumnCursor(
        DataViewSchema schema, IDataViewColumn[] columns, IEnumerable<DataViewSchema.Column> needed, int rows, Random? random)
    {
        Schema = schema;
        this.rows = rows;
        getters = new Delegate?[columns.Length];
        foreach (var column in needed)
        {
            getters[column.Index] = columns[column.Index].Getter(this);
        }
        if (random is not null)
        {
            order = [.. Enumerable.Range(0, rows)];
            random.Shuffle(order);
        }
    }

    public override DataViewSchema Schema { get; }

    public override long Position => position;

    public override long Batch => 0;

    /// <summary>The row of the table that the cursor stands on; -1 before the first and after the last.</summary>
    public int Row { get; private set; } = -1;

    public override bool IsColumnActive(DataViewSchema.Column column) => getters[column.Index] is not null;

    public override bool MoveNext()
    {
        if (position + 1 >= rows)
        {
            position = -1;
            Row = -1;
            return false;
        }
        position++;
        Row = order is null ? (int)position : order[position];
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        getters[column.Index] as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"The column '{column.Name}' is not read by this cursor, or is not of type {typeof(TValue).Name}.");

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row, 0);
}
