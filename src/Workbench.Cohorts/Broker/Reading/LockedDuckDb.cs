using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Filters;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>
/// A DuckDB of its own in memory that can touch exactly the files it was given and no others: no other paths, no network,
/// no extensions, no settings changed any more. So even a query that should never have got here finds nothing.
/// </summary>
internal sealed class LockedDuckDb : IDisposable
{
    private LockedDuckDb(DuckDBConnection connection) => Connection = connection;

    public DuckDBConnection Connection { get; }

    /// <param name="files">Full paths that may be read or written.</param>
    public static LockedDuckDb Open(IReadOnlyList<string> files, int threads, int memoryLimitMegabytes)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;
                SET threads={threads}; SET memory_limit='{memoryLimitMegabytes}MiB'; SET temp_directory='';
                SET allowed_paths=[{string.Join(", ", files.Select(FilterWriter.Literal))}];
                SET enable_external_access=false; SET lock_configuration=true;
                """);
            command.ExecuteNonQuery();
            return new LockedDuckDb(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement; interrupted when <paramref name="cancellation"/> asks for it.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public void Execute(string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = cancellation.Register(static state => ((DuckDBCommand)state!).Cancel(), command);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    public void Dispose() => Connection.Dispose();
}
