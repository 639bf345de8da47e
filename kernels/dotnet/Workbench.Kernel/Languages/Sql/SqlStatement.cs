namespace Workbench.Kernel.Languages.Sql;

/// <summary>One statement of a cell.</summary>
/// <param name="Text">The statement, with everything before it blanked out: lines and columns in errors are those of the cell.</param>
/// <param name="Keyword">Its first word, in capitals.</param>
internal sealed record SqlStatement(string Text, string Keyword)
{
    private static readonly HashSet<string> Queries = ["SELECT", "WITH", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "DESC", "SHOW", "SUMMARIZE", "("];

    /// <summary>Whether its rows can be the source of a table.</summary>
    public bool IsQuery => Queries.Contains(Keyword);

    /// <summary>Whether it changes rows and gives none back.</summary>
    public bool IsChange => Keyword is "INSERT" or "UPDATE" or "DELETE" or "MERGE" && !Text.Contains("RETURNING", StringComparison.OrdinalIgnoreCase);

    /// <summary>The statements of a cell; comments and blanks make none.</summary>
    public static IReadOnlyList<SqlStatement> Split(string code)
    {
        List<SqlStatement> statements = [];
        var start = 0;
        foreach (var end in SqlText.Separators(code).Append(code.Length))
        {
            var first = SqlText.SkipBlanks(code, start, end);
            if (first < end)
            {
                statements.Add(new SqlStatement(Blank(code, first) + code[first..end].TrimEnd(), WordAt(code, first)));
            }

            start = Math.Min(end + 1, code.Length);
        }

        return statements;
    }

    private static string Blank(string code, int end)
    {
        var blank = code[..end].ToCharArray();
        for (var i = 0; i < blank.Length; i++)
        {
            blank[i] = blank[i] == '\n' ? '\n' : ' ';
        }

        return new string(blank);
    }

    private static string WordAt(string code, int start)
    {
        var end = start;
        while (end < code.Length && char.IsLetter(code[end]))
        {
            end++;
        }

        return end == start ? code[start].ToString() : code[start..end].ToUpperInvariant();
    }
}
