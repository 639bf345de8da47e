using Microsoft.ML.Data;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>Which ML.NET type a column becomes, and its values in that type.</summary>
internal static class DataViewColumns
{
    public static IDataViewColumn For(Column column) => column switch
    {
        Column<double> doubles => Numbers(column, () => Array.ConvertAll(doubles.Values, static value => (float)value)),
        Column<long> longs => Numbers(column, () => Array.ConvertAll(longs.Values, static value => (float)value)),
        Column<int> ints => Numbers(column, () => Array.ConvertAll(ints.Values, static value => (float)value)),
        Column<bool> { Missing: not null } flags => Numbers(column, () => Array.ConvertAll(flags.Values, static value => value ? 1f : 0f)),
        Column<bool> flags => new DataViewColumn<bool>(column.Name, BooleanDataViewType.Instance, () => flags.Values),
        Column<DateTime> dates => new DataViewColumn<DateTime>(column.Name, DateTimeDataViewType.Instance, () => dates.Values),
        Column<string> texts => new DataViewColumn<ReadOnlyMemory<char>>(
            column.Name, TextDataViewType.Instance, () => Array.ConvertAll(texts.Values, static text => text.AsMemory())),
        _ => throw new InvalidOperationException($"No data view type for a column of {column.ValueType}."),
    };

    private static DataViewColumn<float> Numbers(Column column, Func<float[]> convert) =>
        new(column.Name, NumberDataViewType.Single, () => WithGaps(convert(), column.Missing));

    private static float[] WithGaps(float[] values, bool[]? missing)
    {
        for (var row = 0; row < (missing?.Length ?? 0); row++)
        {
            if (missing![row])
            {
                values[row] = float.NaN;
            }
        }
        return values;
    }
}
