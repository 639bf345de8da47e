using Workbench.Cohorts.Risk;
using Workbench.Deidentify.Risk;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Risk;

/// <summary>The figures of the risk report, against what can be counted by hand and against the published examples.</summary>
public sealed class RiskMeasureTests
{
    private const string Columns = """
        zip: { type: text, rule: { generalise: { mapping: { 476: 476, 4790: 4790 } } }, meaning: m, role: quasi }
        age: { type: integer, rule: keep, meaning: m, role: quasi }
        salary: { type: integer, rule: keep, meaning: m, role: sensitive }
        disease: { type: category, values: [gastric ulcer, gastritis, stomach cancer, flu, bronchitis, pneumonia], rule: keep, meaning: m, role: sensitive }
        """;

    /// <summary>Salaries 3K to 11K in classes: D[{3K, 4K, 5K}, all] = 0.375 and D[{6K, 8K, 11K}, all] = 0.167 (Li et al. 2007, section 4.3).</summary>
    [Theory]
    [InlineData("3,4,5;6,8,11;7,9,10", 0.375)]
    [InlineData("6,8,11;3,5,9;4,7,10", 0.1667)]
    public void T_of_ordered_values_is_the_published_one(string classes, double expected)
    {
        var patient = 0;
        var rows = classes.Split(';').SelectMany((salaries, age) => salaries.Split(',').Select(salary => $"H{++patient},476,{age},{salary},flu\n"));
        using var source = TestSource.OfPeople(Columns, "id,zip,age,salary,disease\n" + string.Concat(rows), "quasi-identifiers: [zip, age]");

        var salary = Assert.Single(Table(source).Sensitive, s => s.Column == "salary");

        Assert.Equal(("ordered", 9, expected), (salary.Distance, salary.Values, salary.T));
    }

    [Fact]
    public void L_and_t_of_words_are_counted_in_patients()
    {
        using var source = TestSource.OfPeople(
            Columns,
            "id,zip,age,salary,disease\nH1,476,1,1,flu\nH2,476,1,1,flu\nH3,476,1,1,gastritis\nH4,476,1,1,\nH5,4790,1,1,flu\nH6,4790,1,1,flu\n",
            "quasi-identifiers: [zip, age]");

        var disease = Assert.Single(Table(source).Sensitive, s => s.Column == "disease");

        // The second class tells the value of its members; among all, 4 of 6 have it.
        Assert.Equal(("equal", 3, 1, 1.0, 0.3333), (disease.Distance, disease.Values, disease.DistinctL, disease.EntropyL, disease.T));
    }

    [Fact]
    public void Entropy_l_of_even_values_is_their_number()
    {
        using var source = TestSource.OfPeople(Columns, "id,zip,age,salary,disease\nH1,476,1,1,flu\nH2,476,1,1,gastritis\nH3,476,1,1,bronchitis\n", "quasi-identifiers: [zip]");

        var disease = Assert.Single(Table(source).Sensitive, s => s.Column == "disease");

        Assert.Equal((3, 3.0, 0.0), (disease.DistinctL, disease.EntropyL, disease.T));
    }

    [Fact]
    public void Classes_give_the_shares_and_the_prosecutors_risk()
    {
        // Classes of 1, 2 and 7 patients.
        var rows = Enumerable.Range(0, 10).Select(i => $"H{i},476,{(i < 1 ? 1 : i < 3 ? 2 : 3)},1,flu\n");
        using var source = TestSource.OfPeople(Columns, "id,zip,age,salary,disease\n" + string.Concat(rows), "quasi-identifiers: [zip, age]");

        var report = Report(source);
        var table = Assert.Single(report.Tables);

        Assert.Equal((10, 3, 1, 1, 0.1, 3), (table.Patients, table.Classes, table.K, table.Unique, table.UniqueShare, table.BelowThreshold));
        Assert.Equal([(1, 1), (1, 2), (1, 7), (0, 0), (0, 0)], table.ClassSizes.Select(s => (s.Classes, s.Patients)));
        Assert.Equal(new ProsecutorRisk(1, 0.3, 0.3), table.Prosecutor);
        Assert.Equal(new JournalistRisk(1, 0.3, 0.3, null), table.Journalist);
        Assert.Equal([("zip", 1, 1, 1), ("age", 3, 10, 0)], table.Columns.Select(c => (c.Column, c.Values, c.KWithout!.Value, c.UniqueWithout)));
        Assert.Equal((0.2, null, null), (report.Threshold, report.TargetK, report.ReachesTarget));
    }

    [Fact]
    public void Population_lowers_the_journalists_risk_alone()
    {
        var rows = Enumerable.Range(0, 10).Select(i => $"H{i},476,{i},1,flu\n");
        using var source = TestSource.OfPeople(Columns, "id,zip,age,salary,disease\n" + string.Concat(rows), "quasi-identifiers: [zip, age]\npopulation: 1000");

        var table = Table(source);

        // p / (1 - p) * ln(1 / p) at p = 0.01
        Assert.Equal((1, 0.046517, 0.046517, 0.0, 1000L), (table.Prosecutor.Highest, table.Journalist.Highest, table.Journalist.Average, table.Journalist.AtRisk, table.Journalist.Population!.Value));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 0.2)]
    [InlineData(1, 0.1, 0.255843)]
    [InlineData(2, 0.1, 0.082684)]
    [InlineData(3, 0.5, 0.193147)]
    [InlineData(40, 0.01, 0.000256)]
    public void Inverse_size_in_the_population_follows_the_posterior(int size, double share, double expected) =>
        Assert.Equal(expected, PopulationEstimate.InverseSize(size, share), 5);

    [Fact]
    public void Report_is_read_back_as_it_was_written()
    {
        using var source = TestSource.OfPeople(Columns, "id,zip,age,salary,disease\nH1,476,1,1,flu\n", "quasi-identifiers: [zip]");
        using var folder = new TempFolder();
        var report = Report(source) with { Source = "test" };

        RiskReportFile.Save(folder.Path, report);

        Assert.Equal(RiskReportFile.Write(report), RiskReportFile.Write(RiskReportFile.Find(folder.Path, "test")!));
        Assert.Null(RiskReportFile.Find(folder.Path, "other"));
        Assert.Null(RiskReportFile.Read("{}"u8));
        Assert.Equal(UnixFileMode.GroupRead, File.GetUnixFileMode(folder[".risk", "test.json"]) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite));
    }

    private static RiskReport Report(TestSource source) => source.Built().Manifest.Risk.Report!;

    private static TableRiskReport Table(TestSource source) => Assert.Single(Report(source).Tables);
}
