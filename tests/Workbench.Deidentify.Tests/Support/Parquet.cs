using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Deidentify.Tests.Support;

/// <summary>Reads snapshots as a researcher's tool would: by DuckDB, independently of the code under test.</summary>
public static class Parquet
{
    /// <summary>All rows of a query, every value as text, missing ones as null. Name the table as <c>T</c>.</summary>
    public static List<string?[]> Rows(string path, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"WITH t AS (SELECT * FROM read_parquet('{path}')) SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({sql})";
        using var reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        }

        return rows;
    }

    public static List<string?[]> Rows(Snapshot snapshot, string table, string sql = "FROM t") => Rows(snapshot.TablePath(table)!, sql);

    /// <summary>One expression over all rows; <paramref name="rest"/> is what follows FROM.</summary>
    public static List<string?> Column(Snapshot snapshot, string table, string expression, string rest = "") =>
        [.. Rows(snapshot, table, $"SELECT {expression} FROM t {rest}").Select(r => r[0])];

    /// <summary>Writes the result of a query as a Parquet file.</summary>
    public static void Write(string path, string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"COPY ({sql}) TO '{path}' (FORMAT parquet)");
        command.ExecuteNonQuery();
    }
}
