using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Workbench.Kernel.Languages.Sql.DuckDb;

/// <summary>
/// DuckDB inside the kernel. It installs and loads no extensions, so it asks nobody on the network for one, and what does not
/// fit into memory goes to the session's temporary folder. The sandbox is what keeps it from other people's files.
/// </summary>
internal sealed class DuckDbDatabase : ISqlDatabase
{
    private readonly DuckDBConnection connection;
    private readonly CohortSchemas cohorts;

    /// <param name="connectionString">Such as <c>Data Source=study.db</c>.</param>
    public DuckDbDatabase(string connectionString = "Data Source=:memory:")
    {
        connection = new DuckDBConnection(connectionString);
        connection.Open();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        var folder = Path.Combine(Path.GetTempPath(), $"duckdb-{Environment.ProcessId}");
        Execute(string.Create(CultureInfo.InvariantCulture, $"""
            SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; SET allow_community_extensions=false;
            SET custom_extension_repository={SqlText.Literal(Path.Combine(folder, "repository"))};
            SET extension_directory={SqlText.Literal(Path.Combine(folder, "extensions"))}; SET temp_directory={SqlText.Literal(folder)};
            SET memory_limit='{Math.Max(256, memory >> 20)}MiB'; SET threads={Environment.ProcessorCount};
            """));
        cohorts = new CohortSchemas(this);
        SqlRows.RegisterFormatter();
        SqlResult.RegisterFormatter();
    }

    public DbConnection Connection => connection;

    public DuckDBConnection DuckDb => connection;

    public void Prepare(SqlStatement statement, CancellationToken cancellation)
    {
        if (statement.Keyword is "INSTALL" or "FORCE")
        {
            throw new SqlRefusedException("DuckDB's extensions come from the internet, which cells do not reach. What DuckDB can do without them works here: CSV, Parquet and JSON files of your home folder, and the cohorts.");
        }

        cohorts.Open(statement.Text, cancellation);
    }

    public void Stop(DbCommand command) => command.Cancel();

    public SqlResult Keep(string name, SqlStatement query, Func<string, DbCommand> command)
    {
        // On the line before, which is that of the directive: lines in errors stay right.
        var text = query.Text.StartsWith('\n') ? query.Text : "\n" + query.Text;
        using (var create = command($"CREATE OR REPLACE TABLE {SqlText.Quote(name)} AS FROM ({text}\n)"))
        {
            create.ExecuteNonQuery();
        }

        return Find(name)!;
    }

    public SqlResult? Find(string name)
    {
        var schema = "main";
        if (name.Split('.') is [var first, var second])
        {
            (schema, name) = (first, second);
        }

        return Tables().Any(one => one == (schema, name)) ? new DuckDbResult(this, SqlText.Quote(schema) + "." + SqlText.Quote(name)) : null;
    }

    public string? Set(string name, SharedValue value)
    {
        switch (value)
        {
            case SharedValue.Table table:
                ArrowScan.CreateTable(connection, name, table.ArrowFile);
                return null;
            case SharedValue.Json json:
                SetJson(name, json.Document);
                return null;
            case SharedValue.Text text:
                Execute($"SET VARIABLE {SqlText.Quote(name)} = {SqlText.Literal(text.Value)}");
                return null;
            default:
                return "SQL takes tables, numbers and texts.";
        }
    }

    public IReadOnlyList<SqlColumn> Columns()
    {
        List<SqlColumn> columns = [.. cohorts.NotYetOpened()];
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var schema = reader.GetString(0);
            columns.Add(new SqlColumn(schema == "main" ? "" : schema, reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return columns;
    }

    public SqlFailure? Explain(Exception error, SqlStatement statement) => error is DuckDBException ? DuckDbErrors.Explain(error.Message) : null;

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private IEnumerable<(string Schema, string Table)> Tables()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT schema_name, table_name FROM duckdb_tables() UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetString(1));
        }
    }

    // A list of records is a table; anything else is a variable, which queries name by getvariable('x').
    private void SetJson(string name, string document)
    {
        using var json = JsonDocument.Parse(document);
        var root = json.RootElement;
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 && root[0].ValueKind == JsonValueKind.Object)
        {
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
            try
            {
                File.WriteAllText(file, document);
                Execute($"CREATE OR REPLACE TABLE {SqlText.Quote(name)} AS FROM read_json({SqlText.Literal(file)}, format='array')");
            }
            finally
            {
                File.Delete(file);
            }

            return;
        }

        var value = root.ValueKind switch
        {
            JsonValueKind.Number => root.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "NULL",
            JsonValueKind.String => SqlText.Literal(root.GetString()!),
            _ => SqlText.Literal(document) + "::JSON",
        };
        Execute($"SET VARIABLE {SqlText.Quote(name)} = {value}");
    }
}
