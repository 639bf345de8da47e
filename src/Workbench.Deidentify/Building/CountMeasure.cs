using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Building;

/// <summary>Counts the patients of loaded tables by the columns that the source names, for the cohort's page.</summary>
internal static class CountMeasure
{
    /// <summary>More bars are no chart; such a count is left out.</summary>
    private const int MostBars = 60;

    private const string MissingLabel = "(missing)";

    /// <param name="smallestGroup">Counts below it are taken out.</param>
    public static IReadOnlyList<ManifestCount> Of(WorkDatabase work, IEnumerable<TableDefinition> tables, int smallestGroup) =>
        [.. from table in tables
            from count in table.Counts
            let bars = Bars(work, table.Name, count)
            where bars.Count is > 0 and <= MostBars
            select new ManifestCount(table.Name, count.Column, count.Title, count.Kind, SmallCells.Suppress(bars, smallestGroup))];

    private static List<(string Label, int Patients)> Bars(WorkDatabase work, string table, CountDefinition count)
    {
        var column = ParquetWriter.Quote(count.Column);
        var value = count.Width is { } width
            ? string.Create(CultureInfo.InvariantCulture, $"CAST(floor({column} / {width}) * {width} AS BIGINT)")
            : column;
        return work.Query(
            $"SELECT CAST(v AS VARCHAR), n FROM (SELECT {value} AS v, count(DISTINCT patient) AS n FROM {ParquetWriter.Quote(table)} GROUP BY v) ORDER BY v NULLS LAST LIMIT {MostBars + 1}",
            r => (Label(r.IsDBNull(0) ? null : r.GetString(0), count), (int)r.GetInt64(1)));
    }

    private static string Label(string? value, CountDefinition count) => (value, count.Width) switch
    {
        (null, _) => MissingLabel,
        (_, > 1) => string.Create(CultureInfo.InvariantCulture, $"{value}-{long.Parse(value, CultureInfo.InvariantCulture) + count.Width - 1}"),
        _ => count.Labels.GetValueOrDefault(value, value),
    };
}
