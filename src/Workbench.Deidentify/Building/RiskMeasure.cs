using Workbench.Cohorts.Snapshots;

namespace Workbench.Deidentify.Building;

/// <summary>Computes the k-anonymity of loaded tables. A class is counted in patients, not rows: ten rows of one patient hide nobody.</summary>
internal static class RiskMeasure
{
    public static ManifestRisk Of(WorkDatabase work, IReadOnlyList<(string Table, IReadOnlyList<string> Quasi)> tables)
    {
        var measured = tables.Where(t => t.Quasi.Count > 0).Select(t => OfTable(work, t.Table, t.Quasi)).ToList();
        var (unique, records) = (measured.Sum(t => t.Unique), measured.Sum(t => t.Records));
        return new ManifestRisk(
            [.. measured.SelectMany(t => t.QuasiIdentifiers.Select(q => $"{t.Table}.{q}"))],
            measured.Min(t => t.K),
            unique,
            records,
            records == 0 ? 0 : Math.Round((double)unique / records, 6),
            measured);
    }

    private static ManifestTableRisk OfTable(WorkDatabase work, string table, IReadOnlyList<string> quasi)
    {
        var columns = string.Join(", ", quasi.Select(ParquetWriter.Quote));
        var (k, unique, records) = work.Query(
            $"""
            SELECT min(patients), count(*) FILTER (patients = 1), coalesce(sum(patients), 0)
            FROM (SELECT count(DISTINCT patient) AS patients FROM {ParquetWriter.Quote(table)} GROUP BY {columns})
            """,
            r => (r.IsDBNull(0) ? (int?)null : (int)r.GetInt64(0), (int)r.GetInt64(1), (int)(System.Numerics.BigInteger)r.GetValue(2))).Single();
        return new ManifestTableRisk(table, quasi, k, unique, records);
    }
}
