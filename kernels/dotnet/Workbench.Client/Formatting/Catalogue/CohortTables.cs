using System.Globalization;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Catalogue;

/// <summary>The catalogue and an opened cohort as tables.</summary>
internal static class CohortTables
{
    private static readonly TableColumn[] CatalogueColumns =
    [
        new("name"), new("title"), new("disease"), new("patients", IsNumber: true), new("tables"),
        new("version", IsNumber: true), new("your access"),
    ];

    public static TableView Catalogue(IEnumerable<CohortSummary> cohorts)
    {
        var all = cohorts.ToArray();
        var rows = all.Select(cohort => (IReadOnlyList<string?>)
        [
            cohort.Name, CellText.Cut(cohort.Title), CellText.Cut(cohort.Disease), CellText.Count(cohort.Patients),
            CellText.Cut(string.Join(", ", cohort.Tables)), cohort.Version is { } version ? $"v{version}" : "none yet", Access(cohort),
        ]);
        return new TableView(CatalogueColumns, [.. rows], null, 0, all.Length, CatalogueColumns.Length)
        {
            Noun = "cohorts",
            Note = all.Length == 0 ? "No cohort is published here yet." : null,
        };
    }

    public static TableView Of(Cohort cohort) => Of(cohort.Tables) with
    {
        Title = $"{cohort.Name}, version {cohort.Version}",
        Note = $"Permit {cohort.Permit.Id}: {cohort.Permit.Level} until {Date(cohort.Permit.Until)}. {cohort.Permit.Purpose}",
    };

    public static TableView Of(IEnumerable<CohortTable> tables)
    {
        var all = tables.ToArray();
        var rows = all.Select(table => (IReadOnlyList<string?>)
        [
            table.Name, table.Rows is { } count ? CellText.Count(count) : "withheld", CellText.Count(table.Columns.Count),
            CellText.Cut(string.Join(", ", table.Columns.Select(column => column.Column))),
        ]);
        return new TableView(
            [new("table"), new("rows", IsNumber: true), new("columns", IsNumber: true), new("names")], [.. rows], null, 0, all.Length, 4)
        {
            Noun = "tables",
        };
    }

    public static string Title(CohortTable table) =>
        $"{table.Source}: {(table.Rows is { } rows ? $"{CellText.Count(rows)} rows" : "number of rows withheld")}";

    private static string Access(CohortSummary cohort) => cohort switch
    {
        { Access: "granted", Until: { } until } => $"{cohort.Level} until {Date(until)}",
        { Access: "requested" } => "requested",
        _ => "none: request it on its page",
    };

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
