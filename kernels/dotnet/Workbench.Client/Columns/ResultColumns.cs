using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>Copies a finished DuckDB result into columns.</summary>
internal static class ResultColumns
{
    public static IReadOnlyList<Column> Copy(DuckDBResult result)
    {
        var rows = checked((int)NativeMethods.Query.DuckDBRowCount(ref result));
        var sinks = new ColumnSink[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        for (var i = 0; i < sinks.Length; i++)
        {
            var name = NativeMethods.Query.DuckDBColumnName(ref result, i);
            sinks[i] = ColumnSink.For(NativeMethods.Query.DuckDBColumnType(ref result, i), name, rows);
        }

        var at = 0;
        while (at < rows)
        {
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            var count = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
            if (count == 0)
            {
                throw new InvalidDataException("The table ended before all of its rows were read. Run the cell again.");
            }
            for (var i = 0; i < sinks.Length; i++)
            {
                sinks[i].Take(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i), at, count);
            }
            at += count;
        }
        return [.. sinks.Select(sink => sink.ToColumn())];
    }
}
