using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Workbench.Kernel.Languages.Sql.Connected;

/// <summary>Errors of connected databases, with the line and a mark where the database says where.</summary>
internal static class DatabaseErrors
{
    public static SqlFailure Explain(DbException error, SqlStatement statement)
    {
        List<string> lines = [error.Message];
        if (error is PostgresException postgres)
        {
            lines = [$"{postgres.Severity}: {postgres.MessageText} (SQLSTATE {postgres.SqlState})"];
            lines.AddRange(new[] { postgres.Detail, postgres.Hint }.OfType<string>());
            lines.AddRange(Mark(statement.Text, postgres.Position - 1));
        }
        else if (Near(error.Message) is { Length: > 0 } near)
        {
            lines.AddRange(Mark(statement.Text, statement.Text.IndexOf(near, StringComparison.Ordinal)));
        }

        return new SqlFailure("SqlError", lines[0], lines);
    }

    // SQLite says: near "SELEC": syntax error.
    private static string? Near(string message)
    {
        var start = message.IndexOf("near \"", StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf('"', start + 6);
        return end < 0 ? null : message[(start + 6)..end];
    }

    private static IEnumerable<string> Mark(string text, int position)
    {
        if (position < 0 || position >= text.Length)
        {
            return [];
        }

        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        var number = string.Create(CultureInfo.InvariantCulture, $"LINE {text.AsSpan(0, position).Count('\n') + 1}: ");
        return [number + text[start..(end < 0 ? text.Length : end)], new string(' ', number.Length + position - start) + "^"];
    }
}
