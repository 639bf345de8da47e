using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>The figures of the manifest: k-anonymity and bar counts.</summary>
public sealed class MeasureTests
{
    private const string Columns = """
        sex: { type: integer, min: 1, max: 2, rule: keep, meaning: sex, role: quasi }
        age: { type: integer, rule: keep, meaning: age, role: quasi }
        """;

    [Theory]
    [InlineData("H1,1,50;H2,1,50;H3,1,50", 3, 0, 3)]
    [InlineData("H1,1,50;H2,1,50;H3,2,50", 1, 1, 3)]
    [InlineData("H1,1,50;H2,2,50;H3,2,51", 1, 3, 3)]
    [InlineData("H1,1,;H2,1,;H3,1,50;H4,1,50", 2, 0, 4)]
    [InlineData("H1,,;H2,,", 2, 0, 2)]
    public void K_is_the_size_of_the_smallest_class(string rows, int k, int unique, int records)
    {
        using var source = TestSource.OfPeople(Columns, Csv(rows), "quasi-identifiers: [sex, age]");

        var risk = source.Built().Manifest.Risk;

        Assert.Equal((k, unique, records), (risk.K, risk.Unique, risk.Records));
        Assert.Equal(Math.Round((double)unique / records, 6), risk.UniqueShare);
        Assert.Equal(["people.sex", "people.age"], risk.QuasiIdentifiers);
    }

    [Fact]
    public void Rows_of_one_patient_hide_nobody()
    {
        using var source = TestSource.OfPeople(
            Columns + "\nn: { type: integer, rule: drop }",
            "id,sex,age,n\nH1,1,50,1\nH1,1,50,2\nH1,1,50,3\n",
            "quasi-identifiers: [sex, age]");
        source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("primary-key: [id]", "primary-key: [id, n]", StringComparison.Ordinal));

        var risk = source.Built().Manifest.Risk;

        Assert.Equal((1, 1, 1), (risk.K, risk.Unique, risk.Records));
    }

    [Fact]
    public void Nothing_declared_is_no_k_rather_than_a_good_one()
    {
        using var source = TestSource.OfPeople(Columns, Csv("H1,1,50"));

        Assert.Null(source.Built().Manifest.Risk.K);
    }

    [Fact]
    public void Empty_table_has_no_k()
    {
        using var source = TestSource.OfPeople(Columns, "id,sex,age\n", "quasi-identifiers: [sex]");

        var manifest = source.Built().Manifest;

        Assert.Equal((null, 0, 0, 0L), (manifest.Risk.K, manifest.Risk.Records, manifest.Patients, manifest.Tables[0].Rows));
    }

    [Fact]
    public void Bars_count_patients_and_hide_small_groups()
    {
        var rows = string.Join(';', Enumerable.Range(0, 45).Select(i => $"H{i},{(i < 30 ? 1 : 2)},{(i < 12 ? 45 : i < 32 ? 50 : i < 44 ? 63 : 71)}"));
        using var source = TestSource.OfPeople(
            Columns,
            Csv(rows),
            "counts:\n  - { column: sex, title: Sex, kind: sex, labels: { 1: male } }\n  - { column: age, title: Age, kind: age, width: 10 }");

        var counts = source.Built().Manifest.Counts;

        Assert.Equal([("male", 30), ("2", 15)], counts[0].Bars.Select(b => (b.Label, b.Patients)));
        Assert.Equal([("40-49", null), ("50-59", 20), ("60-69", 12), ("70-79", (int?)null)], counts[1].Bars.Select(b => (b.Label, b.Patients)));
        Assert.Equal(("Age", "age", "people", "age"), (counts[1].Title, counts[1].Kind, counts[1].Table, counts[1].Column));
    }

    private static string Csv(string rows) => "id,sex,age\n" + string.Concat(rows.Split(';').Select(r => r + "\n"));
}
