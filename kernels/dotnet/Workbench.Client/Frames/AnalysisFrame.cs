using Microsoft.Data.Analysis;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>Builds a Microsoft.Data.Analysis data frame; missing values are null in it.</summary>
internal static class AnalysisFrame
{
    public static DataFrame From(IReadOnlyList<Column> columns) => new(columns.Select(Of));

    private static DataFrameColumn Of(Column column) => column switch
    {
        Column<double> doubles => new DoubleDataFrameColumn(column.Name, Nullables(doubles)),
        Column<long> longs => new Int64DataFrameColumn(column.Name, Nullables(longs)),
        Column<int> ints => new Int32DataFrameColumn(column.Name, Nullables(ints)),
        Column<bool> booleans => new BooleanDataFrameColumn(column.Name, Nullables(booleans)),
        Column<DateTime> dates => new DateTimeDataFrameColumn(column.Name, Nullables(dates)),
        Column<string> texts => new StringDataFrameColumn(column.Name, texts.Values),
        _ => throw new InvalidOperationException($"No data frame column for a column of {column.ValueType}."),
    };

    private static IEnumerable<T?> Nullables<T>(Column<T> column)
        where T : struct
    {
        for (var row = 0; row < column.Length; row++)
        {
            yield return column.Missing is { } missing && missing[row] ? null : column.Values[row];
        }
    }
}
