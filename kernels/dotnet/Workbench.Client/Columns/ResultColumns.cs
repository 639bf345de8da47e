using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>Copies a DuckDB result into columns, chunk by chunk.</summary>
internal static class ResultColumns
{
    /// <param name="result">A result with exactly these columns.</param>
    /// <param name="rows">How many rows it has.</param>
    public static IReadOnlyList<Column> Copy(
        DuckDBResult result, IReadOnlyList<ColumnShape> columns, int rows, ColumnForm form, CancellationToken cancellation)
    {
        var sinks = columns.Select(column => ColumnSink.For(column.Type, column.Name, rows, form)).ToArray();
        var at = 0;
        while (at < rows)
        {
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            var count = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
            if (count == 0 || count > rows - at)
            {
                // A streamed result ends early when something broke, or when it was interrupted.
                throw ParquetEngine.Unreadable(cancellation);
            }
            for (var i = 0; i < sinks.Length; i++)
            {
                sinks[i].Take(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i), at, count);
            }
            at += count;
        }
        return [.. sinks.Select(sink => sink.ToColumn())];
    }

    /// <summary>The number in the first row and column.</summary>
    public static unsafe long First(DuckDBDataChunk chunk) =>
        *(long*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 0));
}
