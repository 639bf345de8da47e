using System.Data;
using System.Data.Common;

namespace Workbench.Kernel.Languages.Sql.Connected;

/// <summary>A database that was connected with <c>#!connect</c>; kept results are in the kernel's memory, not in the database.</summary>
/// <param name="connection">Open.</param>
/// <param name="stop">Stops what runs on the connection.</param>
/// <param name="columnsQuery">Gives schema, table, column and type of all columns.</param>
internal sealed class ConnectedDatabase(DbConnection connection, Action<DbCommand> stop, string columnsQuery) : ISqlDatabase
{
    public DbConnection Connection => connection;

    public void Prepare(SqlStatement statement, CancellationToken cancellation)
    {
        if (connection.State != ConnectionState.Open)
        {
            connection.Open();
        }
    }

    public void Stop(DbCommand command) => stop(command);

    public SqlResult Keep(string name, SqlStatement query, Func<string, DbCommand> command)
    {
        using var select = command(query.Text);
        using var reader = select.ExecuteReader();
        var table = new DataTable(name);
        table.Load(reader);
        return new KeptTable(table);
    }

    public SqlResult? Find(string name) => null;

    public string Set(string name, SharedValue value) =>
        "A connected database is not written to by #!share. Share into #!sql, which is a database of the notebook's own, or insert rows with SQL.";

    public IReadOnlyList<SqlColumn> Columns()
    {
        List<SqlColumn> columns = [];
        using var command = connection.CreateCommand();
        command.CommandText = columnsQuery;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            columns.Add(new SqlColumn(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return columns;
    }

    public SqlFailure? Explain(Exception error, SqlStatement statement) =>
        error is DbException failure ? DatabaseErrors.Explain(failure, statement) : null;
}
