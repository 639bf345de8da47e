using Workbench.Cohorts.Risk;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Risk;

/// <summary>
/// Measures how far the patients of finished tables can be told apart (definitions: <see cref="RiskReport"/>). A class is counted in patients, not rows: ten
/// rows of one patient hide nobody.
/// </summary>
internal static class RiskMeasure
{
    /// <summary>What is suggested to reach when a source declares no target, and the size below which a class counts as small.</summary>
    public const int UsualK = 5;

    private static readonly (int From, int? To)[] Ranges = [(1, 1), (2, 4), (5, 9), (10, 19), (20, null)];

    /// <param name="files">The raw files as they were read.</param>
    public static RiskReport Of(WorkDatabase work, SourceDefinition source, IReadOnlyList<ManifestSourceFile> files, TimeProvider clock)
    {
        var target = source.TargetK ?? UsualK;
        var tables = source.Tables.Where(t => t.QuasiIdentifiers.Count > 0).Select(t => OfTable(work, t, target)).ToList();
        var k = tables.Min(t => t.K);
        return new RiskReport(
            RiskReport.CurrentFormat, source.Name, source.RulesSha256, files, clock.GetUtcNow(), source.TargetK, 1.0 / target, k,
            source.TargetK is { } wanted ? tables.All(t => t.K is null || t.K >= wanted) : null,
            tables);
    }

    /// <summary>What the manifest says of a report.</summary>
    public static ManifestRisk Summary(RiskReport report)
    {
        var (unique, records) = (report.Tables.Sum(t => t.Unique), report.Tables.Sum(t => t.Patients));
        return new ManifestRisk(
            [.. report.Tables.SelectMany(t => t.QuasiIdentifiers.Select(q => $"{t.Table}.{q}"))],
            report.K, unique, records,
            records == 0 ? 0 : Math.Round((double)unique / records, 6),
            [.. report.Tables.Select(t => new ManifestTableRisk(t.Table, t.QuasiIdentifiers, t.K, t.Unique, t.Patients))])
        {
            Report = report,
        };
    }

    /// <summary>Why tables below the source's target are no snapshot, or null.</summary>
    public static SourceRefusal? Refuses(RiskReport report)
    {
        if (report.ReachesTarget is not false || report.Tables.FirstOrDefault(t => t.K < report.TargetK) is not { } table)
        {
            return null;
        }

        var advice = table.Suggestions is [var first, ..]
            ? $"For example {string.Join("; ", first.Changes.Select(c => $"{c.Column}: {c.Write}"))} gives k {first.K} (information loss {first.InformationLoss:0.###})."
            : "No coarser rule reaches it.";
        return new SourceRefusal(
            "risk-too-high",
            $"Some patients of the table \"{table.Table}\" share their quasi-identifiers with too few others: k is {table.K}, below the target-k {report.TargetK}.",
            $"{advice} './workbench risk {report.Source}' says more.")
        {
            File = YamlProblems.FileName,
        };
    }

    private static TableRiskReport OfTable(WorkDatabase work, TableDefinition table, int target)
    {
        var classes = ClassTable.Build(work, table, target);
        var asIs = classes.Quasi.Select(_ => 0).ToArray();
        var sizes = classes.Sizes(asIs);
        var (patients, count) = ((int)ClassTable.Whole(sizes), sizes.Sum(s => s.Classes));
        var people = work.Count($"SELECT count(DISTINCT patient) FROM {ParquetWriter.Quote(table.Name)}");
        return new TableRiskReport(
            table.Name,
            table.QuasiIdentifiers,
            patients,
            count,
            sizes.Count == 0 ? null : sizes[0].Size,
            sizes.FirstOrDefault(s => s.Size == 1).Classes,
            Share(sizes.FirstOrDefault(s => s.Size == 1).Classes, patients),
            (int)ClassTable.Whole(sizes.Where(s => s.Size < target)),
            [.. Ranges.Select(r => (r, In: sizes.Where(s => s.Size >= r.From && !(s.Size > r.To)).ToList())).Select(r => new ClassSizes(r.r.From, r.r.To, r.In.Sum(s => s.Classes), (int)ClassTable.Whole(r.In)))],
            Prosecutor(sizes, patients, count, target),
            Journalist(sizes, patients, people, table.Population, target),
            [.. table.Kept.Skip(1).Where(c => c.Role == ColumnRoles.Sensitive && !table.QuasiIdentifiers.Contains(c.Output)).Select(c => SensitiveMeasure.Of(work, table, c, count))],
            [.. classes.Quasi.Select((q, i) => Without(classes, q, asIs, i))],
            new SuggestionSearch(classes, target).Find());
    }

    private static QuasiColumn Without(ClassTable classes, QuasiLevels quasi, int[] asIs, int index)
    {
        var sizes = classes.Sizes([.. asIs.Select((level, i) => i == index ? quasi.Dropped : level)]);
        return new QuasiColumn(quasi.Column.Output, quasi.Values, sizes.Count == 0 ? null : sizes[0].Size, sizes.FirstOrDefault(s => s.Size == 1).Classes);
    }

    private static ProsecutorRisk Prosecutor(IReadOnlyList<(int Size, int Classes)> sizes, int patients, int classes, int target) => new(
        sizes.Count == 0 ? 0 : Round(1.0 / sizes[0].Size),
        Share(classes, patients),
        Share(ClassTable.Whole(sizes.Where(s => s.Size < target)), patients));

    private static JournalistRisk Journalist(IReadOnlyList<(int Size, int Classes)> sizes, int patients, long people, long? population, int target)
    {
        var share = population is { } all && people > 0 ? Math.Min(1, (double)people / all) : 1;
        var risks = sizes.Select(s => (Risk: PopulationEstimate.InverseSize(s.Size, share), Records: (long)s.Size * s.Classes)).ToList();
        return new JournalistRisk(
            risks.Count == 0 ? 0 : Round(risks.Max(r => r.Risk)),
            patients == 0 ? 0 : Round(risks.Sum(r => r.Risk * r.Records) / patients),
            Share(risks.Where(r => r.Risk > (1.0 / target) + 1e-12).Sum(r => r.Records), patients),
            population);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : Round((double)part / whole);

    private static double Round(double number) => Math.Round(number, 6);
}
