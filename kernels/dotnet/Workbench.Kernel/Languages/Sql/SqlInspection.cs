namespace Workbench.Kernel.Languages.Sql;

/// <summary>What a name in a SQL cell is: the type of a column, the columns of a table.</summary>
internal static class SqlInspection
{
    private const int MaxShown = 50;

    /// <returns>Null where the name is no table's and no column's.</returns>
    public static string? Of(string code, int position, IReadOnlyList<SqlColumn> columns)
    {
        var (start, end) = (position, position);
        while (start > 0 && IsPart(code[start - 1]))
        {
            start--;
        }

        while (end < code.Length && IsPart(code[end]))
        {
            end++;
        }

        var name = code[start..end];
        var table = columns.Where(one => Same(one.Table, name)).ToList();
        var shown = table.Count > 0
            ? table.GroupBy(static one => (one.Schema, one.Table)).Select(static one => $"{Written(one.Key.Schema, one.Key.Table)}\n{string.Join('\n', one.Take(MaxShown).Select(static column => $"    {column.Column} {column.Type}"))}")
            : columns.Where(one => Same(one.Column, name)).OrderByDescending(one => code.Contains(one.Table, StringComparison.OrdinalIgnoreCase)).Take(MaxShown)
                .Select(static one => $"{one.Column} {one.Type} in {Written(one.Schema, one.Table)}");
        var text = string.Join("\n", name.Length == 0 ? [] : shown);
        return text.Length == 0 ? null : text;
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Written(string schema, string table) => schema.Length == 0 ? table : $"{schema}.{table}";
}
