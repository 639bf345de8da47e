using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Rules;

/// <summary>Values that few patients have become one word, and that word has enough patients.</summary>
public sealed class MergeRareTests
{
    [Theory]
    [InlineData("a3 b3", "")]
    [InlineData("a5 b3 c2", "b,c")]
    [InlineData("a5 b4 c1", "b,c")]
    [InlineData("a5 b1 c1 d1", "b,c,d")]
    [InlineData("a5 b2", "a,b")]
    [InlineData("a2", "a")]
    [InlineData("", "")]
    public void Rare_values_below_three_patients_are_merged(string patients, string merged)
    {
        var counts = patients.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => KeyValuePair.Create(p[..1], long.Parse(p[1..])));

        Assert.Equal(merged.Split(',', StringSplitOptions.RemoveEmptyEntries), new RareGroups(patients.StartsWith("a5 b3", StringComparison.Ordinal) ? 4 : 3, "Other").Merged(counts).Order());
    }

    [Theory]
    [InlineData("x: { type: category, values: [a, b, c, d], rule: { merge-rare: { below: 3 } }, meaning: m, role: quasi }", "Other")]
    [InlineData("x: { type: text, rule: { keep-if: { values: [a, b, c, d] } }, rare: { below: 3, to: rest }, meaning: m, role: quasi }", "rest")]
    public void Rare_values_become_the_word_and_missing_ones_stay(string column, string word)
    {
        using var source = TestSource.OfPeople(column, "id,x\nH1,a\nH2,a\nH3,a\nH4,b\nH5,b\nH6,c\nH7,\n");

        var snapshot = source.Built();

        Assert.Equal(new[] { " 1", $"{word} 3", "a 3" }.Order(StringComparer.Ordinal), Parquet.Column(snapshot, "people", "concat(x, ' ', count(*))", "GROUP BY x").Order(StringComparer.Ordinal));
        Assert.EndsWith($"values of fewer than 3 patients as \"{word}\"", snapshot.Manifest.Table("people")!.Column("x")!.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_one_patient_do_not_make_a_value_frequent()
    {
        using var source = TestSource.OfPeople(
            "n: { type: integer, rule: drop }\nx: { type: integer, rule: { merge-rare: { below: 2 } }, meaning: m, role: quasi }",
            "id,n,x\nH1,1,7\nH1,2,7\nH1,3,7\nH2,1,8\nH3,1,8\nH4,1,9\n");
        source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("primary-key: [id]", "primary-key: [id, n]", StringComparison.Ordinal));

        Assert.Equal(["8", "Other"], Parquet.Column(source.Built(), "people", "DISTINCT x").Order(StringComparer.Ordinal));
    }
}
