using System.Globalization;
using System.Text;

namespace Workbench.Cohorts.Risk;

/// <summary>A risk report as text to read.</summary>
public static class RiskReportText
{
    public static string Render(RiskReport report)
    {
        var text = new StringBuilder();
        text.Line($"Risk of the source {report.Source}, behind its rules ({report.RulesSha256[..12]})");
        if (report.Tables.Count == 0)
        {
            text.Line($"No table declares quasi-identifiers, so nothing can be said: name in source.yaml what outsiders could know.");
        }

        foreach (var table in report.Tables)
        {
            Table(text, table, report);
        }

        text.Line($"");
        text.Line($"{Verdict(report)}");
        return text.ToString();
    }

    private static string Verdict(RiskReport report) => (report.ReachesTarget, report.TargetK) switch
    {
        (true, { } target) => $"The target k {N(target)} is reached.",
        (false, { } target) => $"The target k {N(target)} is not reached: no snapshot can be built until the rules change.",
        _ => "The source has no target-k.",
    };

    private static void Table(StringBuilder text, TableRiskReport table, RiskReport report)
    {
        text.Line($"");
        text.Line($"Table {table.Table}: {N(table.Patients)} patients in {N(table.Classes)} classes by {string.Join(", ", table.QuasiIdentifiers)}");
        text.Line($"  k (smallest class)        {(table.K is { } k ? N(k) : "none")}");
        text.Line($"  unique                    {N(table.Unique)} ({P(table.UniqueShare)})");
        text.Line($"  in classes below {Math.Round(1 / report.Threshold),-3}       {N(table.BelowThreshold)}");
        text.Line($"  class sizes               {string.Join(", ", table.ClassSizes.Select(s => $"{Range(s)}: {N(s.Patients)}"))} (size: patients)");
        text.Line($"  prosecutor risk           highest {P(table.Prosecutor.Highest)}, average {P(table.Prosecutor.Average)}, above {P(report.Threshold)} for {P(table.Prosecutor.AtRisk)}");
        text.Line($"  journalist risk           highest {P(table.Journalist.Highest)}, average {P(table.Journalist.Average)}, above {P(report.Threshold)} for {P(table.Journalist.AtRisk)} ({(table.Journalist.Population is { } people ? $"of {N(people)} people" : "no population declared")})");
        foreach (var column in table.Sensitive)
        {
            text.Line($"  sensitive {column.Column}: l {N(column.DistinctL ?? 0)}, entropy l {column.EntropyL:0.##}, t {column.T:0.###} ({column.Distance})");
        }

        foreach (var column in table.Columns)
        {
            text.Line($"  without {column.Column} ({N(column.Values)} values): k {(column.KWithout is { } without ? N(without) : "none")}, unique {N(column.UniqueWithout)}");
        }

        foreach (var (suggestion, i) in table.Suggestions.Select((s, i) => (s, i)))
        {
            text.Line($"  suggestion {N(i + 1)}: {suggestion.Words}");
            foreach (var change in suggestion.Changes)
            {
                text.Line($"      {change.Column}: {change.Write}");
            }
        }
    }

    private static void Line(this StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Range(ClassSizes sizes) => sizes.To is { } to ? sizes.From == to ? N(to) : $"{N(sizes.From)}-{N(to)}" : $"{N(sizes.From)}+";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string P(double share) => share.ToString("0.##%", CultureInfo.InvariantCulture);
}
