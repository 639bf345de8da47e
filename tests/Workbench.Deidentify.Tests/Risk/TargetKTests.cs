using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Risk;

/// <summary>A source that demands a k gets a snapshot that has it, or none; and what is suggested reaches it when it is written down.</summary>
public sealed class TargetKTests
{
    private static readonly string[] Kinds = ["a", "b", "c", "d", "e"];

    private const string Columns = """
        born: { type: date, rule: { age-band: { at: seen, width: 5 } }, as: age, unit: years, meaning: m, role: quasi }
        seen: { type: date, required: true, rule: year, meaning: m, role: quasi }
        kind: { type: category, values: [a, b, c, d, e], rule: keep, meaning: m, role: quasi }
        weight: { type: integer, rule: keep, unit: kg, meaning: m, role: quasi }
        """;

    private const string Quasi = "quasi-identifiers: [age, seen, kind, weight]";

    [Fact]
    public void Snapshot_below_the_target_is_refused_with_a_suggestion_and_no_value()
    {
        using var source = Source(People(new Random(5), 60), 3);

        var refusal = source.Refused();

        Assert.StartsWith("source.yaml: Some patients of the table \"people\" share their quasi-identifiers with too few others: k is 1, below the target-k 3. For example ", refusal, StringComparison.Ordinal);
        Assert.Contains("rule: ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("'./workbench risk test' says more.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestions_say_what_they_cost_the_cheapest_first()
    {
        using var source = Source(People(new Random(7), 200), null);

        var suggestions = Assert.Single(source.Built().Manifest.Risk.Report!.Tables).Suggestions;

        Assert.NotEmpty(suggestions);
        Assert.All(suggestions, s => Assert.True(s.K >= 5));
        Assert.All(suggestions, s => Assert.InRange(s.InformationLoss, 0.001, 1));
        Assert.All(suggestions, s => Assert.InRange(s.RecordsChanged, s.ValuesChanged, 1));
        Assert.Equal(suggestions.Select(s => s.InformationLoss).Order(), suggestions.Select(s => s.InformationLoss));
    }

    [Property(MaxTest = 12)]
    public void Suggestion_that_is_written_down_reaches_the_target(int seed, PositiveInt many)
    {
        var people = People(new Random(seed), 20 + (many.Get % 200));
        using var measured = Source(people, null);
        var report = measured.Built().Manifest.Risk.Report!;

        foreach (var suggestion in report.Tables[0].Suggestions)
        {
            using var source = Source(people, 5);
            var yaml = File.ReadAllLines(Path.Combine(source.Folder, "source.yaml"));
            foreach (var change in suggestion.Changes)
            {
                var at = Array.FindIndex(yaml, line => line.Contains($" {change.Column}: {{", StringComparison.Ordinal));
                yaml[at] = Rewritten(yaml[at], change.Write);
                var list = Array.FindIndex(yaml, line => line.Contains("quasi-identifiers", StringComparison.Ordinal));
                yaml[list] = change.Write == "rule: drop" ? Without(yaml[list], change.Output) : yaml[list];
            }

            source.Yaml(string.Join('\n', yaml.Where(line => !line.Contains("quasi-identifiers: []", StringComparison.Ordinal) && (!line.StartsWith("target-k", StringComparison.Ordinal) || yaml.All(l => !l.Contains("quasi-identifiers: []", StringComparison.Ordinal))))));
            var snapshot = source.Built();

            Assert.Equal(snapshot.Manifest.Risk.K ?? suggestion.K, suggestion.K);
        }
    }

    private static string Rewritten(string line, string write)
    {
        var from = line.IndexOf("rule: ", StringComparison.Ordinal);
        var to = line.IndexOf(", as: ", StringComparison.Ordinal) is var named and > 0 ? named : line.IndexOf(", unit: ", StringComparison.Ordinal) is var unit and > 0 ? unit : line.IndexOf(", meaning: ", StringComparison.Ordinal);
        var rest = write.StartsWith("rare", StringComparison.Ordinal) ? line[from..to] + ", " + write : write;
        return line[..from] + rest + line[to..];
    }

    private static string Without(string line, string column) => line.Replace(", " + column, "", StringComparison.Ordinal).Replace(column + ", ", "", StringComparison.Ordinal).Replace($"[{column}]", "[]", StringComparison.Ordinal);

    private static TestSource Source(string csv, int? target)
    {
        var source = TestSource.OfPeople(Columns, csv, Quasi);
        return target is null ? source : source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("tables:", string.Create(CultureInfo.InvariantCulture, $"target-k: {target}\ntables:"), StringComparison.Ordinal));
    }

    private static string People(Random random, int count) => "id,born,seen,kind,weight\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture,
        $"H{i},{random.Next(1920, 1990)}-0{random.Next(1, 10)}-1{random.Next(10)},{random.Next(2000, 2020)}-06-01,{Kinds[Math.Min(4, random.Next(20) / 3)]},{random.Next(40, 120)}\n")));
}
