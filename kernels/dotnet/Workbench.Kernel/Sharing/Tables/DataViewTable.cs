using Microsoft.ML;
using Microsoft.ML.Data;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>The columns of an ML.NET data view; vectors become a column for each of their numbers where their length is known.</summary>
internal static class DataViewTable
{
    public static IReadOnlyList<TableColumn> Of(IDataView view)
    {
        List<TableColumn> columns = [];
        foreach (var column in view.Schema.Where(static column => !column.IsHidden))
        {
            columns.AddRange(Columns(view, column));
        }

        return columns;
    }

    private static IEnumerable<TableColumn> Columns(IDataView view, DataViewSchema.Column column) => column.Type switch
    {
        NumberDataViewType { RawType: var type } when type == typeof(float) => [Read<float>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(double) => [Read<double>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(int) => [Read<int>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(long) => [Read<long>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(byte) => [Read<byte>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(short) => [Read<short>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(ulong) => [Read<ulong>(view, column)],
        NumberDataViewType { RawType: var type } when type == typeof(uint) => [Read<uint>(view, column)],
        KeyDataViewType { RawType: var type } when type == typeof(uint) => [Read<uint>(view, column)],
        BooleanDataViewType => [Read<bool>(view, column)],
        TextDataViewType => [Read<ReadOnlyMemory<char>>(view, column)],
        DateTimeDataViewType => [Read<DateTime>(view, column)],
        VectorDataViewType { IsKnownSize: true, ItemType.RawType: var type } vector when type == typeof(float) => Vector(view, column, vector.Size),
        _ => throw new NotSupportedException($"Column '{column.Name}' of the data view is a {column.Type}, which cannot be handed on as a table. Leave it out with mlContext.Transforms.SelectColumns."),
    };

    private static TableColumn Read<T>(IDataView view, DataViewSchema.Column column)
    {
        List<T> values = new((int)(view.GetRowCount() ?? 1024));
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value is ReadOnlyMemory<char> text ? (T)(object)new ReadOnlyMemory<char>(text.ToArray()) : value);
        }

        return new TableColumn(column.Name, values.ToArray(), null);
    }

    private static IEnumerable<TableColumn> Vector(IDataView view, DataViewSchema.Column column, int size)
    {
        var parts = Enumerable.Range(0, size).Select(static _ => new List<float>()).ToArray();
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            var at = 0;
            foreach (var number in value.DenseValues())
            {
                parts[at++].Add(number);
            }
        }

        return parts.Select((part, at) => new TableColumn($"{column.Name}.{at}", part.ToArray(), null));
    }
}
