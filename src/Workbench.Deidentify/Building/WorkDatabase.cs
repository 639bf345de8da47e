using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building;

/// <summary>
/// A DuckDB file on the raw side that holds the rows of one build until they are sorted and written: behind their rules, but for free text that waits for its
/// patients' identifiers and stands beside them. It keeps to a
/// memory limit and spills into its own folder, which is deleted with it.
/// </summary>
public sealed class WorkDatabase : IDisposable
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public WorkDatabase(string folder, int memoryMegabytes = 384)
    {
        Folder = folder;
        Delete();
        Directory.CreateDirectory(folder, OwnerFolder);
        Connection = new DuckDBConnection($"DataSource={Path.Combine(folder, "rows.duckdb")}");
        Connection.Open();
        Execute(string.Create(CultureInfo.InvariantCulture, $"""
            SET memory_limit = '{memoryMegabytes}MB';
            SET temp_directory = '{Path.Combine(folder, "spill").Replace("'", "''", StringComparison.Ordinal)}';
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            """));
    }

    public DuckDBConnection Connection { get; }

    /// <summary>Full path of its folder, which is deleted with it.</summary>
    public string Folder { get; }

    /// <summary>DuckDB's version: it decides about the bytes of a Parquet file.</summary>
    public string Version => (string)Scalar("SELECT version()");

    /// <summary>DuckDB's name of a kind of values.</summary>
    public static string TypeName(ValueKind kind) => kind switch
    {
        ValueKind.Text => "VARCHAR",
        ValueKind.Integer => "BIGINT",
        ValueKind.Number => "DOUBLE",
        ValueKind.Boolean => "BOOLEAN",
        ValueKind.Date => "DATE",
        ValueKind.Timestamp => "TIMESTAMP",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Count(string sql) => Convert.ToInt64(Scalar(sql), CultureInfo.InvariantCulture);

    /// <summary>Reads all rows of a small result.</summary>
    public List<T> Query<T>(string sql, Func<DuckDBDataReader, T> read)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        Connection.Dispose();
        Delete();
    }

    private object Scalar(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private void Delete()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
