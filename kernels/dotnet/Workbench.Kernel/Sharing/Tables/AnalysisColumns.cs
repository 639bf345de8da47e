using Microsoft.Data.Analysis;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>The columns of a Microsoft.Data.Analysis frame.</summary>
internal static class AnalysisColumns
{
    public static IReadOnlyList<TableColumn> Of(DataFrame frame) => [.. frame.Columns.Select(Column)];

    private static TableColumn Column(DataFrameColumn column) => column switch
    {
        PrimitiveDataFrameColumn<double> typed => Values(typed),
        PrimitiveDataFrameColumn<float> typed => Values(typed),
        PrimitiveDataFrameColumn<long> typed => Values(typed),
        PrimitiveDataFrameColumn<ulong> typed => Values(typed),
        PrimitiveDataFrameColumn<int> typed => Values(typed),
        PrimitiveDataFrameColumn<uint> typed => Values(typed),
        PrimitiveDataFrameColumn<short> typed => Values(typed),
        PrimitiveDataFrameColumn<ushort> typed => Values(typed),
        PrimitiveDataFrameColumn<sbyte> typed => Values(typed),
        PrimitiveDataFrameColumn<byte> typed => Values(typed),
        PrimitiveDataFrameColumn<bool> typed => Values(typed),
        PrimitiveDataFrameColumn<char> typed => Values(typed),
        PrimitiveDataFrameColumn<decimal> typed => Values(typed),
        PrimitiveDataFrameColumn<DateTime> typed => Values(typed),
        StringDataFrameColumn texts => new TableColumn(texts.Name, texts.ToArray(), null),
        ArrowStringDataFrameColumn texts => new TableColumn(texts.Name, texts.ToArray(), null),
        _ => new TableColumn(column.Name, Enumerable.Range(0, (int)column.Length).Select(row => column[row]).ToArray(), null),
    };

    private static TableColumn Values<T>(PrimitiveDataFrameColumn<T> column)
        where T : unmanaged
    {
        var values = new T[column.Length];
        var missing = column.NullCount > 0 ? new bool[column.Length] : null;
        var row = 0;
        foreach (var value in column)
        {
            if (value is { } known)
            {
                values[row] = known;
            }
            else
            {
                missing![row] = true;
            }

            row++;
        }

        return new TableColumn(column.Name, values, missing);
    }
}
