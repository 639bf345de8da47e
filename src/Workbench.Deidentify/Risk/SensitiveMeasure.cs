using System.Globalization;
using Workbench.Cohorts.Risk;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Risk;

/// <summary>
/// l-diversity and t-closeness of one sensitive column (definitions: <see cref="SensitiveColumn"/>). A value counts once for each patient of a class who has it. Numbers and
/// dates are compared by rank, with the missing value before all others; more values than ranks share a rank with their neighbours.
/// </summary>
internal static class SensitiveMeasure
{
    private const int MostRanks = 64;
    private const long MostCells = 20_000_000;

    /// <param name="classes">Number of classes of the table.</param>
    public static SensitiveColumn Of(WorkDatabase work, TableDefinition table, ColumnDefinition column, int classes)
    {
        var (name, value) = (ParquetWriter.Quote(table.Name), ParquetWriter.Quote(column.Output));
        var quasi = string.Join(", ", table.QuasiIdentifiers.Select((q, i) => string.Create(CultureInfo.InvariantCulture, $"{ParquetWriter.Quote(q)} AS q{i}")));
        var keys = string.Join(", ", table.QuasiIdentifiers.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"q{i}")));
        var values = (int)work.Count($"SELECT count(*) FROM (SELECT DISTINCT {value} FROM {name})");
        var isOrdered = column.OutputKind is ValueKind.Integer or ValueKind.Number or ValueKind.Date or ValueKind.Timestamp && values > 2;
        var ranks = (int)Math.Max(2, Math.Min(Math.Min(values, MostRanks), MostCells / Math.Max(1, classes)));

        // n: patients of a class with a value; r: the value's rank; p, g: its share in the class and in the table.
        var counted = string.Create(CultureInfo.InvariantCulture, $"""
            WITH named AS (SELECT {quasi}, patient, {value} AS s FROM {name}),
            ranked AS (SELECT s, (dense_rank() OVER (ORDER BY s NULLS FIRST) - 1) * {ranks} // {Math.Max(1, values)} AS r FROM (SELECT DISTINCT s FROM named)),
            cells AS (SELECT {keys}, s, count(DISTINCT patient) AS n FROM named GROUP BY ALL),
            classes AS (SELECT {keys}, sum(n) AS total, count(*) AS l, row_number() OVER () AS class FROM cells GROUP BY {keys}),
            """);
        var same = string.Join(" AND ", table.QuasiIdentifiers.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"a.q{i} IS NOT DISTINCT FROM b.q{i}")));
        var (l, entropy) = work.Query(
            $"{counted} shares AS (SELECT b.class, any_value(b.l) AS l, -sum(a.n / b.total * ln(a.n / b.total)) AS e FROM cells a JOIN classes b ON {same} GROUP BY b.class) SELECT min(l), exp(min(e)) FROM shares",
            row => row.IsDBNull(0) ? (null, null) : ((int?)row.GetInt64(0), (double?)Math.Round(row.GetDouble(1), 4))).Single();
        var distance = isOrdered ? Ordered(counted, same, ranks) : Equal(counted, same);
        var t = work.Query(distance, row => row.IsDBNull(0) ? (double?)null : Math.Round(Math.Clamp(row.GetDouble(0), 0, 1), 4)).Single();
        return new SensitiveColumn(column.Output, values, l, entropy, t, isOrdered ? "ordered" : "equal");
    }

    /// <summary>Half the sum of differences; values that a class lacks differ by their whole share.</summary>
    private static string Equal(string counted, string same) => $"""
        {counted}
        overall AS (SELECT s, sum(n) / (SELECT sum(n) FROM cells) AS g FROM cells GROUP BY s),
        shares AS (SELECT b.class, a.n / b.total AS p, o.g FROM cells a JOIN classes b ON {same} JOIN overall o ON a.s IS NOT DISTINCT FROM o.s)
        SELECT max(d) FROM (SELECT (sum(abs(p - g)) + 1 - sum(g)) / 2 AS d FROM shares GROUP BY class)
        """;

    /// <summary>Mean over the ranks but the last of how far the shares up to it lie apart.</summary>
    private static string Ordered(string counted, string same, int ranks) => string.Create(CultureInfo.InvariantCulture, $"""
        {counted}
        sums AS (SELECT b.class, r.r, sum(a.n) AS n FROM cells a JOIN classes b ON {same} JOIN ranked r ON a.s IS NOT DISTINCT FROM r.s GROUP BY b.class, r.r),
        overall AS (SELECT r, sum(sum(n)) OVER (ORDER BY r) / sum(sum(n)) OVER () AS g FROM sums GROUP BY r),
        steps AS (SELECT c.class, o.r, o.g, sum(coalesce(s.n, 0)) OVER (PARTITION BY c.class ORDER BY o.r) / c.total AS p
            FROM classes c CROSS JOIN overall o LEFT JOIN sums s ON s.class = c.class AND s.r = o.r)
        SELECT max(d) FROM (SELECT sum(abs(p - g)) / {Math.Max(1, ranks - 1)} AS d FROM steps GROUP BY class)
        """);
}
