using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>
/// Reads a Parquet file into typed arrays with DuckDB, from its own vectors, so that a number is copied once and never
/// boxed. A large file is read column by column, several at a time, while DuckDB decodes; nothing is held in between.
/// </summary>
/// <remarks>
/// DuckDB rather than a managed reader because the broker writes with DuckDB, so every type has one meaning.
/// </remarks>
internal static class ParquetColumns
{
    /// <summary>Below this a second thread costs more than it saves.</summary>
    internal const long SmallFileBytes = 1024 * 1024;

    // Every query reads the file's footer again, which for thousands of columns is not small.
    private const int QueriesPerWorker = 16;

    /// <summary>Reads all rows and columns of the file, in the file's order.</summary>
    /// <exception cref="InvalidDataException">The file is not readable as Parquet.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while DuckDB worked.</exception>
    public static IReadOnlyList<Column> Read(string file, ColumnForm form = ColumnForm.Exact, CancellationToken cancellation = default) =>
        Read(file, form, new FileInfo(file).Length < SmallFileBytes ? 1 : ParquetEngine.Workers, cancellation);

    /// <inheritdoc cref="Read(string,ColumnForm,CancellationToken)"/>
    internal static IReadOnlyList<Column> Read(string file, ColumnForm form, int workers, CancellationToken cancellation)
    {
        var source = $"read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}')";
        var (columns, rows) = Shape(source, cancellation);

        // Texts first: they take longest, and what is begun last should be short.
        var queue = new Queue<ColumnShape[]>(columns.OrderBy(column => column.Type == DuckDBType.Varchar ? 0 : 1)
            .Chunk(workers == 1 ? Math.Max(1, columns.Count) : 1 + ((columns.Count - 1) / (workers * QueriesPerWorker))));
        var result = new Column[columns.Count];
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
            {
                try
                {
                    ReadSome(worker, source, rows, form, queue, result, failed.Token);
                }
                catch
                {
                    failed.Cancel();
                    throw;
                }
            });
        }
        catch (AggregateException several)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = several.InnerExceptions.FirstOrDefault(one => one is not OperationCanceledException) ?? several.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
        return result;
    }

    private static void ReadSome(
        int worker, string source, long rows, ColumnForm form, Queue<ColumnShape[]> queue, Column[] result,
        CancellationToken cancellation)
    {
        using var connection = ParquetEngine.Connect(worker);
        using var interrupt = cancellation.Register(connection.Interrupt);
        while (Next(queue) is { } columns)
        {
            cancellation.ThrowIfCancellationRequested();
            var answer = ParquetEngine.Stream(
                connection, $"SELECT {string.Join(", ", columns.Select(column => column.Expression))} FROM {source}", cancellation);
            try
            {
                var read = ResultColumns.Copy(answer, columns, checked((int)rows), form, cancellation);
                for (var i = 0; i < columns.Length; i++)
                {
                    result[columns[i].Index] = read[i];
                }
            }
            finally
            {
                answer.Close();
            }
        }
    }

    private static ColumnShape[]? Next(Queue<ColumnShape[]> queue)
    {
        lock (queue)
        {
            return queue.TryDequeue(out var columns) ? columns : null;
        }
    }

    private static (IReadOnlyList<ColumnShape> Columns, long Rows) Shape(string source, CancellationToken cancellation)
    {
        using var connection = ParquetEngine.Connect(0);
        var result = ParquetEngine.Query(connection, $"SELECT * FROM {source} LIMIT 0", cancellation);
        try
        {
            var columns = ColumnShape.Of(ref result);
            result.Close();

            // Answered from the file's footer.
            result = ParquetEngine.Query(connection, $"SELECT count(*) FROM {source}", cancellation);
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            return (columns, ResultColumns.First(chunk));
        }
        finally
        {
            result.Close();
        }
    }
}
