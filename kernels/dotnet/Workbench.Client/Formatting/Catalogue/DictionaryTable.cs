using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Catalogue;

/// <summary>A data dictionary as a table. It is documentation, so all of it is shown.</summary>
internal static class DictionaryTable
{
    public static TableView Of(IReadOnlyList<DictionaryEntry> entries, string? title)
    {
        var several = entries.Select(entry => entry.Table).Distinct().Count() > 1;
        var rows = entries.Select(entry => Row(entry, several)).ToArray();
        TableColumn[] columns =
        [
            .. several ? [new TableColumn("table")] : Array.Empty<TableColumn>(),
            new("column"), new("type"), new("unit"), new("meaning"), new("missing", IsNumber: true), new("role"),
        ];
        return new TableView(columns, rows, null, 0, rows.Length, columns.Length) { Title = title, Noun = "columns" };
    }

    private static IReadOnlyList<string?> Row(DictionaryEntry entry, bool several) =>
    [
        .. several ? [entry.Table] : Array.Empty<string>(),
        entry.Column, entry.Type, entry.Unit ?? string.Empty, entry.Meaning,
        entry.Missing is { } missing ? CellText.Count(missing) : "withheld", entry.Role,
    ];
}
