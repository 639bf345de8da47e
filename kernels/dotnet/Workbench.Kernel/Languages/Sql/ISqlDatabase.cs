using System.Data.Common;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>What differs between the databases whose SQL cells can be written in.</summary>
internal interface ISqlDatabase
{
    /// <summary>The open connection; made at the first call.</summary>
    DbConnection Connection { get; }

    /// <summary>Makes ready what the statement names.</summary>
    void Prepare(SqlStatement statement, CancellationToken cancellation);

    /// <summary>Stops the running statement; called on another thread.</summary>
    void Stop(DbCommand command);

    /// <summary>Runs a query and keeps its rows under a name.</summary>
    SqlResult Keep(string name, SqlStatement query, Func<string, DbCommand> command);

    /// <summary>A table by its name, when values of it are asked for; null where there is none.</summary>
    SqlResult? Find(string name);

    /// <summary>Makes a table or variable of a value.</summary>
    /// <returns>Why that cannot be; null when it was done.</returns>
    string? Set(string name, SharedValue value);

    /// <summary>All columns that a query can name.</summary>
    IReadOnlyList<SqlColumn> Columns();

    /// <summary>The database's own message of an error, with line and mark where it gives them; null for what is none of its errors.</summary>
    SqlFailure? Explain(Exception error, SqlStatement statement);
}

/// <param name="Schema">Empty where the table needs none.</param>
internal readonly record struct SqlColumn(string Schema, string Table, string Column, string Type);

/// <param name="Name">Kind of error, such as <c>ParserError</c>.</param>
/// <param name="Message">First line.</param>
/// <param name="Lines">All lines as they are shown.</param>
internal sealed record SqlFailure(string Name, string Message, IReadOnlyList<string> Lines);
