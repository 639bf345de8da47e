namespace Workbench.Kernel.Languages.Sql.DuckDb;

/// <summary>DuckDB's messages, which name the kind of error first and end with the line and a mark under the place.</summary>
internal static class DuckDbErrors
{
    public static SqlFailure Explain(string message)
    {
        var lines = message.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var colon = lines[0].IndexOf(" Error: ", StringComparison.Ordinal);
        var name = colon > 0 ? string.Concat(lines[0][..colon].Split(' ')) + "Error" : "SqlError";
        return new SqlFailure(name, lines[0], [.. lines.Where(static line => line.Length > 0)]);
    }
}
