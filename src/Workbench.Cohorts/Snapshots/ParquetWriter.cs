using System.Globalization;
using DuckDB.NET.Data;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// Writes a table of an open DuckDB database as Parquet such that the same rows always give the same bytes. What makes it so:
/// one thread (row groups are then cut at the same places), an order that does not depend on the one in which rows came (over all columns, unless a
/// query brings its own; it also says nothing about the order of the raw file), a fixed size of row
/// groups, a fixed codec and level, and one version of DuckDB, which stands in the manifest.
/// </summary>
public static class ParquetWriter
{
    /// <summary>Rows of a row group: DuckDB's default, written down so that a new default cannot change hashes.</summary>
    public const int RowGroupSize = 122_880;

    private const int CompressionLevel = 3;

    /// <param name="connection">An open connection; its ordering setting is set here.</param>
    /// <param name="table">The table to read.</param>
    /// <param name="columns">The columns to write, in this order; rows are sorted by them in this order.</param>
    /// <param name="path">The file to write. It must not contain a quote.</param>
    public static void Write(DuckDBConnection connection, string table, IReadOnlyList<string> columns, string path)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        Copy(connection, $"SELECT {string.Join(", ", columns.Select(Quote))} FROM {Quote(table)} ORDER BY ALL ASC NULLS LAST", path);
    }

    /// <summary>Writes what a query gives, in the order in which it gives it; that order has to be the same for the same rows.</summary>
    /// <param name="path">The file to write.</param>
    public static void Copy(DuckDBConnection connection, string select, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SET threads = 1;
            SET preserve_insertion_order = true;
            COPY ({select}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}'
            (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {CompressionLevel}, ROW_GROUP_SIZE {RowGroupSize}, PARQUET_VERSION v1);
            RESET threads;
            """);
        command.ExecuteNonQuery();
    }

    /// <summary>A name as SQL: in double quotes, quotes doubled.</summary>
    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
