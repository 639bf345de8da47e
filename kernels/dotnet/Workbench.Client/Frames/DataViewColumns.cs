using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>A column as ML.NET reads it: its type and, for a cursor, a getter of the value in the cursor's current row.</summary>
internal interface IDataViewColumn
{
    string Name { get; }

    DataViewType Type { get; }

    Delegate Getter(ColumnCursor cursor);
}

/// <summary>Which ML.NET type a column becomes.</summary>
internal static class DataViewColumns
{
    public static IDataViewColumn For(Column column) => column switch
    {
        Column<double> doubles => Number(doubles, static value => (float)value),
        Column<long> longs => Number(longs, static value => value),
        Column<int> ints => Number(ints, static value => value),
        Column<bool> { Missing: not null } booleans => Number(booleans, static value => value ? 1f : 0f),
        Column<bool> booleans => new DataViewColumn<bool, bool>(booleans, BooleanDataViewType.Instance, (value, _) => value),
        Column<DateTime> dates => new DataViewColumn<DateTime, DateTime>(dates, DateTimeDataViewType.Instance, (value, _) => value),
        Column<string> texts => new DataViewColumn<string, ReadOnlyMemory<char>>(texts, TextDataViewType.Instance, (value, _) => value.AsMemory()),
        _ => throw new InvalidOperationException($"No data view type for a column of {column.ValueType}."),
    };

    private static DataViewColumn<T, float> Number<T>(Column<T> column, Func<T, float> convert) =>
        new(column, NumberDataViewType.Single, (value, missing) => missing ? float.NaN : convert(value));
}

internal sealed class DataViewColumn<TStored, TServed>(
    Column<TStored> column, DataViewType type, Func<TStored, bool, TServed> serve) : IDataViewColumn
{
    // Converted when the first cursor wants it; several trainers then share the result.
    private readonly Lazy<TServed[]> served = new(() => Convert(column, serve));

    public string Name => column.Name;

    public DataViewType Type => type;

    public Delegate Getter(ColumnCursor cursor)
    {
        var values = served.Value;
        ValueGetter<TServed> getter = (ref TServed value) => value = values[cursor.Row];
        return getter;
    }

    private static TServed[] Convert(Column<TStored> column, Func<TStored, bool, TServed> serve)
    {
        if (column is { Missing: null, Values: TServed[] same })
        {
            return same;
        }
        var result = new TServed[column.Length];
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = serve(column.Values[row], column.Missing is { } missing && missing[row]);
        }
        return result;
    }
}
