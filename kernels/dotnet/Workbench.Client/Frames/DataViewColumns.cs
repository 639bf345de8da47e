using Microsoft.ML.Data;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>Which ML.NET type a column becomes; the columns were read as <see cref="ColumnForm.Trainer"/>.</summary>
internal static class DataViewColumns
{
    public static IDataViewColumn For(Column column) => column switch
    {
        Column<float> numbers => new DataViewColumn<float>(column.Name, NumberDataViewType.Single, numbers.Values),
        Column<bool> { Missing: { } missing } flags => new DataViewColumn<float>(
            column.Name, NumberDataViewType.Single, [.. flags.Values.Zip(missing, (value, gone) => gone ? float.NaN : value ? 1f : 0f)]),
        Column<bool> flags => new DataViewColumn<bool>(column.Name, BooleanDataViewType.Instance, flags.Values),
        Column<DateTime> dates => new DataViewColumn<DateTime>(column.Name, DateTimeDataViewType.Instance, dates.Values),
        Column<ReadOnlyMemory<char>> texts => new DataViewColumn<ReadOnlyMemory<char>>(column.Name, TextDataViewType.Instance, texts.Values),
        _ => throw new InvalidOperationException($"No data view type for a column of {column.ValueType}."),
    };
}
