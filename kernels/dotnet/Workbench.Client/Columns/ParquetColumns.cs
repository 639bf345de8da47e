using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>
/// Reads a Parquet file into typed arrays with DuckDB, chunk by chunk from its own vectors, so that a number is copied
/// once and never boxed.
/// </summary>
/// <remarks>
/// DuckDB rather than a managed reader because the broker writes with DuckDB, so every type has one meaning, and because
/// it decodes on all processors. The engine stays open for the life of the process: opening it takes longer than
/// reading a table of some thousand rows.
/// </remarks>
internal static class ParquetColumns
{
    private static readonly Lazy<DuckDBDatabase> Engine = new(OpenEngine);

    /// <summary>Reads all rows and columns of the file, in the file's order.</summary>
    /// <exception cref="InvalidDataException">The file is not readable as Parquet.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while DuckDB worked.</exception>
    public static IReadOnlyList<Column> Read(string file, CancellationToken cancellation = default)
    {
        Connect(Engine.Value, out var connection);
        using (connection)
        using (cancellation.Register(connection.Interrupt))
        {
            var source = $"read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}')";
            var result = Query(connection, $"SELECT * FROM {source}", cancellation);
            try
            {
                if (Projection(result) is not { } casts)
                {
                    return ResultColumns.Copy(result);
                }
                result.Close();
                result = Query(connection, $"SELECT {casts} FROM {source}", cancellation);
                return ResultColumns.Copy(result);
            }
            finally
            {
                result.Close();
            }
        }
    }

    /// <summary>The select list that brings every column to a type that a notebook can hold; null when none needs it.</summary>
    private static string? Projection(DuckDBResult result)
    {
        var count = (int)NativeMethods.Query.DuckDBColumnCount(ref result);
        var items = new string[count];
        var any = false;
        for (var i = 0; i < count; i++)
        {
            var name = '"' + NativeMethods.Query.DuckDBColumnName(ref result, i).Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
            var type = NativeMethods.Query.DuckDBColumnType(ref result, i);
            var target = TargetType(type);
            any |= target is not null;
            items[i] = target switch
            {
                null => name,
                // A cast from a zoned to a plain timestamp would need an extension that this process does not load.
                "TIMESTAMP" when type == DuckDBType.TimestampTz => $"make_timestamp(epoch_us({name})) AS {name}",
                _ => $"CAST({name} AS {target}) AS {name}",
            };
        }
        return any ? string.Join(", ", items) : null;
    }

    private static string? TargetType(DuckDBType type) => type switch
    {
        DuckDBType.Boolean or DuckDBType.Integer or DuckDBType.BigInt or DuckDBType.Double
            or DuckDBType.Date or DuckDBType.Timestamp or DuckDBType.Varchar => null,
        DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt => "INTEGER",
        DuckDBType.UnsignedInteger => "BIGINT",
        DuckDBType.UnsignedBigInt or DuckDBType.HugeInt or DuckDBType.UnsignedHugeInt
            or DuckDBType.Float or DuckDBType.Decimal => "DOUBLE",
        DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz => "TIMESTAMP",
        _ => "VARCHAR",
    };

    private static DuckDBResult Query(DuckDBNativeConnection connection, string sql, CancellationToken cancellation)
    {
        var state = NativeMethods.Query.DuckDBQuery(connection, sql, out var result);
        if (state == DuckDBState.Success)
        {
            return result;
        }
        result.Close();
        cancellation.ThrowIfCancellationRequested();
        // The engine's own text can quote what it read, so it is not passed on.
        throw new InvalidDataException("The table that arrived could not be read as Parquet. Run the cell again; if it happens again, tell the people who run this workbench.");
    }

    private static DuckDBDatabase OpenEngine()
    {
        Check(NativeMethods.Startup.DuckDBOpen(":memory:", out var database));
        Connect(database, out var connection);
        using (connection)
        {
            // Inside the sandbox memory and processors are what .NET was told, not what the host has.
            var megabytes = Math.Max(256, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024));
            var settings = $"SET memory_limit='{megabytes}MB'; SET threads={Environment.ProcessorCount}; SET temp_directory=''; "
                + "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;";
            Check(NativeMethods.Query.DuckDBQuery(connection, settings, out var result));
            result.Close();
        }
        return database;
    }

    private static void Connect(DuckDBDatabase database, out DuckDBNativeConnection connection) =>
        Check(NativeMethods.Startup.DuckDBConnect(database, out connection));

    private static void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            throw new InvalidOperationException("The Parquet engine did not start in this kernel. Restart the kernel.");
        }
    }
}
