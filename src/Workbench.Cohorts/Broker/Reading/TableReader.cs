using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>
/// Makes the answer to a read as a file, before the first byte goes out: an error in the middle can so never look like the
/// end of the data. The memory is DuckDB's limit, whatever the size of the table.
/// </summary>
internal sealed class TableReader(BrokerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.QueriesAtOnce);

    /// <returns>
    /// The answer as an open file without a name (the caller closes it), or a refusal with
    /// <see cref="RefusalCodes.FilterRefused"/> when the filter does not fit the columns.
    /// </returns>
    public async Task<Outcome<FileStream>> ReadAsync(TableRead read, CancellationToken cancellation)
    {
        if (read.IsFileItself)
        {
            return Outcome<FileStream>.Of(OpenForReading(read.File));
        }

        await _turns.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(options.QueryTimeout);
            return await Task.Run(() => Query(read, limit.Token), CancellationToken.None);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What to say when DuckDB stumbles over a filter that was well formed.</summary>
    public static Refusal FilterDoesNotFit() => new(
        RefusalCodes.FilterRefused,
        "The filter does not fit the types of its columns.",
        NextStep: "Compare numbers with numbers, texts with texts, and dates with DATE '2020-01-31'.");

    public void Dispose() => _turns.Dispose();

    private Outcome<FileStream> Query(TableRead read, CancellationToken cancellation)
    {
        var answer = Scratch(read.Format);
        try
        {
            // The person's filter must never meet a row that the permit's filter hides: whether it fails there, or how
            // long it takes, would tell about that row. So both filters at once are two steps with a file between.
            if (read is { RowFilter: not null, OwnFilter: not null })
            {
                var permitted = Scratch(RowFormat.Parquet);
                try
                {
                    Copy(read.File, permitted, read.Permitted, read.RowFilter, null, RowFormat.Parquet, cancellation);
                    Copy(permitted, answer, read.Columns, read.OwnFilter, read.Limit, read.Format, cancellation);
                }
                finally
                {
                    File.Delete(permitted);
                }
            }
            else
            {
                Copy(read.File, answer, read.Columns, read.RowFilter ?? read.OwnFilter, read.Limit, read.Format, cancellation);
            }

            return Outcome<FileStream>.Of(OpenForReading(answer));
        }
        catch (DuckDBException) when (read.OwnFilter is not null || read.RowFilter is not null)
        {
            // DuckDB's message can hold a value of a row, so it is neither passed on nor logged.
            return FilterDoesNotFit();
        }
        finally
        {
            File.Delete(answer);
        }
    }

    private void Copy(
        string from, string to, IReadOnlyList<string> columns, string? filter, long? limit, RowFormat format,
        CancellationToken cancellation)
    {
        using var database = LockedDuckDb.Open([from, to], options.ThreadsPerQuery, options.MemoryPerQueryMegabytes);
        var where = filter is null ? string.Empty : $" WHERE {filter}";
        var most = limit is { } rows ? string.Create(CultureInfo.InvariantCulture, $" LIMIT {rows}") : string.Empty;
        var list = string.Join(", ", columns.Select(FilterWriter.Quote));
        var form = format switch
        {
            RowFormat.Parquet => "FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE false",
            RowFormat.Csv => "FORMAT csv, HEADER true, USE_TMP_FILE false",
            RowFormat.Json => "FORMAT json, ARRAY true, USE_TMP_FILE false",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
        database.Execute(
            $"COPY (SELECT {list} FROM read_parquet({FilterWriter.Literal(from)}){where}{most}) TO {FilterWriter.Literal(to)} ({form})",
            cancellation);
    }

    private string Scratch(RowFormat format) =>
        Path.Combine(options.ScratchFolder, $"{Path.GetRandomFileName()}.{format.ToString().ToLowerInvariant()}");

    private static FileStream OpenForReading(string path) => new(
        path,
        new FileStreamOptions { BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
}
