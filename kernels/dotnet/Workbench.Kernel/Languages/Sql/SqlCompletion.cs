using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>What can stand at the cursor of a SQL cell: schemas, tables, columns, keywords.</summary>
internal static class SqlCompletion
{
    private static readonly string[] Keywords =
    [
        "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "INNER JOIN", "ON", "USING", "AS", "AND", "OR", "NOT",
        "IN", "IS NULL", "IS NOT NULL", "BETWEEN", "LIKE", "CASE", "WHEN", "THEN", "ELSE", "END", "DISTINCT", "UNION ALL", "WITH", "CREATE TABLE", "INSERT INTO",
        "UPDATE", "DELETE FROM", "DESCRIBE", "SUMMARIZE", "count(*)", "sum(", "avg(", "min(", "max(", "median(", "round(", "coalesce(", "cast(",
    ];

    public static Completions Of(string code, int position, IReadOnlyList<SqlColumn> columns)
    {
        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_'))
        {
            start--;
        }

        var typed = code[start..position];
        IEnumerable<CompletionMatch> found = start > 0 && code[start - 1] == '.' ? Members(OwnerBefore(code, start - 1), code, columns) : Everything(code, columns);
        return new Completions(
            [.. found.Where(one => one.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct().Take(500)], start, position);
    }

    private static string OwnerBefore(string code, int dot)
    {
        var end = dot;
        var start = end;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '"'))
        {
            start--;
        }

        return code[start..end].Trim('"');
    }

    private static IEnumerable<CompletionMatch> Members(string owner, string code, IReadOnlyList<SqlColumn> columns)
    {
        var tables = columns.Where(one => Same(one.Schema, owner)).Select(static one => new CompletionMatch(Written(one.Table), "class"));
        var table = TableOfAlias(owner, code, columns) ?? owner;
        return tables.Concat(columns.Where(one => Same(one.Table, table)).Select(static one => new CompletionMatch(Written(one.Column), "property")));
    }

    private static IEnumerable<CompletionMatch> Everything(string code, IReadOnlyList<SqlColumn> columns)
    {
        var named = columns.Where(one => code.Contains(one.Table, StringComparison.OrdinalIgnoreCase)).Select(static one => new CompletionMatch(Written(one.Column), "property"));
        var tables = columns.Select(static one => new CompletionMatch(one.Schema.Length == 0 ? Written(one.Table) : Written(one.Schema) + "." + Written(one.Table), "class"));
        return named.Concat(tables).Concat(Keywords.Select(static word => new CompletionMatch(word, "keyword")));
    }

    // "FROM lung.patients p" or "… AS p": the word before an alias ends the name of its table.
    private static string? TableOfAlias(string alias, string code, IReadOnlyList<SqlColumn> columns)
    {
        var words = code.Split([' ', '\n', '\t', ',', '(', ')', ';', '.'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (Same(words[i], alias))
            {
                var before = Same(words[i - 1], "AS") && i > 1 ? words[i - 2] : words[i - 1];
                if (columns.Any(one => Same(one.Table, before.Trim('"'))))
                {
                    return before.Trim('"');
                }
            }
        }

        return null;
    }

    private static string Written(string name) => name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_') && !char.IsDigit(name[0]) ? name : SqlText.Quote(name);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
