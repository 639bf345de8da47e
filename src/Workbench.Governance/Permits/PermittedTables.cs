namespace Workbench.Governance.Permits;

/// <summary>Comparing and naming sets of tables and columns.</summary>
public static class PermittedTables
{
    /// <summary>As <c>patients: age, sex; events: day</c>.</summary>
    public static string Describe(IEnumerable<PermittedTable> tables) =>
        string.Join("; ", tables.Select(table => $"{table.Name}: {string.Join(", ", table.Columns)}"));

    /// <summary>Whether every table and column of <paramref name="inner"/> is in <paramref name="outer"/>.</summary>
    public static bool Within(IReadOnlyList<PermittedTable> inner, IReadOnlyList<PermittedTable> outer) =>
        inner.All(table => outer.SingleOrDefault(one => one.Name == table.Name) is { } same
            && table.Columns.All(same.Columns.Contains));
}
