using Workbench.Client.Formatting.Tables;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Formatting.Catalogue;

/// <summary>Figures about a table: a line a column.</summary>
internal static class DescriptionTable
{
    private const int GroupsShown = 6;

    private static readonly TableColumn[] Columns =
    [
        new("column"), new("type"), new("unit"), new("values", IsNumber: true), new("missing", IsNumber: true),
        new("mean", IsNumber: true), new("sd", IsNumber: true, "standard deviation of the sample"),
        new("min", IsNumber: true), new("Q1", IsNumber: true), new("median", IsNumber: true), new("Q3", IsNumber: true),
        new("max", IsNumber: true), new("groups"),
    ];

    public static TableView Of(TableDescription table)
    {
        var rows = table.Columns.Select(Row).ToArray();
        return new TableView(Columns, rows, null, 0, rows.Length, Columns.Length)
        {
            Title = $"{table.Name}: {Count(table.Rows)} rows, {Count(table.Patients)} patients",
            Noun = "columns",
        };
    }

    public static string Note(CohortFigures figures) => figures.Suppressed
        ? $"{figures.Name} v{figures.Version}. Groups of fewer than {figures.SmallestGroup} patients are withheld."
        : $"{figures.Name} v{figures.Version}";

    /// <summary>An empty cell says that a figure does not apply or is withheld; a count says which.</summary>
    private static IReadOnlyList<string?> Row(ColumnDescription column) =>
    [
        column.Name, column.Type, column.Unit ?? string.Empty, Count(column.Count), Count(column.Missing),
        Figure(column.Mean), Figure(column.StandardDeviation), Figure(column.Minimum), Figure(column.Q1),
        Figure(column.Median), Figure(column.Q3), Figure(column.Maximum), Groups(column),
    ];

    private static string Count(long? count) => count is { } known ? CellText.Count(known) : "withheld";

    private static string Figure(double? figure) => figure is { } known ? CellText.Of(known) ?? string.Empty : string.Empty;

    private static string Groups(ColumnDescription column)
    {
        var shown = column.Groups.OrderByDescending(group => group.Value).Take(GroupsShown)
            .Select(group => $"{CellText.Cut(group.Key)} ({CellText.Count(group.Value)})").ToList();
        if (column.Groups.Count > GroupsShown)
        {
            shown.Add($"{column.Groups.Count - GroupsShown} more");
        }
        if (column.SuppressedGroups > 0)
        {
            shown.Add($"{column.SuppressedGroups} withheld");
        }
        return string.Join(", ", shown);
    }
}
