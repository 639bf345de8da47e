using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Workbench.Kernel.Directives;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Sql;
using Workbench.Kernel.Languages.Sql.Connected;
using Workbench.Kernel.Languages.Sql.DuckDb;

namespace Workbench.Kernel.Languages.Connections;

/// <summary>A database by its connection string: <c>#!connect sqlite --kernel-name study "Data Source=study.db"</c> makes <c>#!sql-study</c>.</summary>
internal abstract class DatabaseConnector(string kind, string title) : IConnector
{
    private static readonly DirectiveParameter ConnectionString = new("--connection-string", "How to reach the database.") { IsRequired = true, IsImplicit = true };

    public string Kind => kind;

    public virtual string Help => $"Connect a {title} database, so that its SQL can be written in cells.";

    public IReadOnlyList<DirectiveParameter> Parameters { get; } = [ConnectionString];

    public (ConnectedLanguage? Language, string? Refusal) Connect(string name, IReadOnlyDictionary<string, string> values, RunningCell running)
    {
        try
        {
            var database = Open(values[ConnectionString.Name]);
            SqlRows.RegisterFormatter();
            SqlResult.RegisterFormatter();
            var info = SqlLanguages.Describe("sql-" + name, Aliases(name), $"{title} ({name})");
            return (new ConnectedLanguage(new SqlLanguage(info, () => database), SqlLanguage.Options), null);
        }
        catch (Exception error) when (error is DbException or ArgumentException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            return (null, $"The {title} database cannot be opened: {error.Message}" + Hint);
        }
    }

    protected virtual string Hint => "";

    protected virtual string[] Aliases(string name) => [];

    protected abstract ISqlDatabase Open(string connectionString);
}

internal sealed class DuckDbConnector() : DatabaseConnector("duckdb", "DuckDB")
{
    // The original names the cells of a DuckDB by the name alone.
    protected override string[] Aliases(string name) => [name];

    protected override ISqlDatabase Open(string connectionString) => new DuckDbDatabase(connectionString);
}

internal sealed class SqliteConnector() : DatabaseConnector("sqlite", "SQLite")
{
    protected override ISqlDatabase Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return new ConnectedDatabase(
            connection,
            _ => SQLitePCL.raw.sqlite3_interrupt(connection.Handle),
            "SELECT '', m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')");
    }
}

internal sealed class PostgresConnector() : DatabaseConnector("postgres", "PostgreSQL")
{
    public override string Help => base.Help + " It needs a way to the server, which a workbench session does not have: use it in a kernel of your own.";

    protected override string Hint => Environment.GetEnvironmentVariable("WORKBENCH_BROKER") is { Length: > 0 }
        ? " A session of the workbench reaches no network; cohorts are read with #!sql instead."
        : "";

    protected override ISqlDatabase Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return new ConnectedDatabase(
            connection,
            static command => command.Cancel(),
            "SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema END, table_name, column_name, data_type FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')");
    }
}
