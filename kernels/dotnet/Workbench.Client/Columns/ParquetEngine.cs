using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>
/// The DuckDB instances of this process: one per processor, each working on one thread, so that as many columns are decoded
/// at once as there are processors and each goes from its vectors straight into its array. They stay open for the life
/// of the process: opening one takes longer than reading a table of some thousand rows.
/// </summary>
internal static class ParquetEngine
{
    private static readonly Lazy<DuckDBDatabase>[] Instances =
        [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount)).Select(_ => new Lazy<DuckDBDatabase>(Open))];

    /// <summary>How many queries can run beside each other.</summary>
    public static int Workers => Instances.Length;

    /// <summary>A connection to the instance of one worker (from 0).</summary>
    public static DuckDBNativeConnection Connect(int worker)
    {
        Check(NativeMethods.Startup.DuckDBConnect(Instances[worker].Value, out var connection));
        return connection;
    }

    /// <summary>Runs a query whose result arrives chunk by chunk while it is computed.</summary>
    /// <inheritdoc cref="Query" path="/exception"/>
    public static DuckDBResult Stream(DuckDBNativeConnection connection, string sql, CancellationToken cancellation)
    {
        if (NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out var statement) != DuckDBState.Success)
        {
            statement.Dispose();
            throw Unreadable(cancellation);
        }

        using (statement)
        {
            return Checked(NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result), result, cancellation);
        }
    }

    /// <summary>Runs a query to its end.</summary>
    /// <exception cref="InvalidDataException">The file is not readable as Parquet.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while DuckDB worked.</exception>
    public static DuckDBResult Query(DuckDBNativeConnection connection, string sql, CancellationToken cancellation) =>
        Checked(NativeMethods.Query.DuckDBQuery(connection, sql, out var result), result, cancellation);

    /// <summary>What to throw when a file that arrived turns out to be broken.</summary>
    public static Exception Unreadable(CancellationToken cancellation) => cancellation.IsCancellationRequested
        ? new OperationCanceledException(cancellation)

        // The engine's own text can quote what it read, so it is not passed on.
        : new InvalidDataException("The table that arrived could not be read as Parquet. Run the cell again; if it happens again, tell the people who run this workbench.");

    private static DuckDBResult Checked(DuckDBState state, DuckDBResult result, CancellationToken cancellation)
    {
        if (state == DuckDBState.Success)
        {
            return result;
        }

        result.Close();
        throw Unreadable(cancellation);
    }

    private static DuckDBDatabase Open()
    {
        Check(NativeMethods.Startup.DuckDBOpen(":memory:", out var database));
        Check(NativeMethods.Startup.DuckDBConnect(database, out var connection));
        using (connection)
        {
            // Inside the sandbox memory and processors are what .NET was told, not what the host has.
            var megabytes = Math.Max(256, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024) / Workers);
            var settings = $"SET memory_limit='{megabytes}MB'; SET threads=1; SET temp_directory=''; "
                + "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;";
            Check(NativeMethods.Query.DuckDBQuery(connection, settings, out var result));
            result.Close();
        }

        return database;
    }

    private static void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            throw new InvalidOperationException("The Parquet engine did not start in this kernel. Restart the kernel.");
        }
    }
}
