using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Building the same data twice gives the same bytes. (Another process: see the tests of the program.)</summary>
public sealed class SameHashTests
{
    private const string Columns = """
        a: { type: number, rule: keep, meaning: m, role: clinical }
        b: { type: category, values: [x, y, z], rule: keep, meaning: m, role: clinical }
        c: { type: date, rule: shift-date, meaning: m, role: date }
        """;

    [Fact]
    public void Building_twice_gives_the_same_bytes()
    {
        using var source = TestSource.OfPeople(Columns, Csv(Rows()));

        AssertSame(source.Built(), source.Built());
    }

    [Fact]
    public void Order_of_rows_of_files_and_of_columns_in_the_file_does_not_matter()
    {
        var rows = Rows();
        var shuffled = rows.OrderBy(r => r.GetHashCode(StringComparison.Ordinal)).ToList();
        using var one = TestSource.OfPeople(Columns, Csv(rows));
        using var other = TestSource.OfPeople(Columns, "");
        other.Yaml(File.ReadAllText(Path.Combine(one.Folder, "source.yaml")).Replace("[people.csv]", "[2.csv, 1.csv]", StringComparison.Ordinal))
            .File("1.csv", Csv(shuffled[..7000]))
            .File("2.csv", "c,b,a,id\n" + string.Concat(shuffled[7000..].Select(r => string.Join(',', r.Split(',').Reverse()) + "\n")));

        AssertSame(one.Built(), other.Built());
    }

    [Theory]
    [InlineData("H5,", "H5x,")]
    [InlineData("meaning: m, role: date", "meaning: other, role: date")]
    public void Other_content_or_dictionary_gives_another_hash(string replace, string by)
    {
        using var one = TestSource.OfPeople(Columns, Csv(Rows()));
        using var other = TestSource.OfPeople(Columns.Replace(replace, by, StringComparison.Ordinal), Csv(Rows()).Replace("\n" + replace, "\n" + by, StringComparison.Ordinal));

        Assert.NotEqual(one.Built().Manifest.ContentHash, other.Built().Manifest.ContentHash);
    }

    [Fact]
    public void Manifest_says_what_it_was_made_from()
    {
        using var source = TestSource.OfPeople(Columns, Csv(Rows()));

        var manifest = source.Built().Manifest;

        var file = Assert.Single(manifest.Lineage.SourceFiles);
        Assert.Equal(("people.csv", SnapshotHash.OfFile(Path.Combine(source.Folder, "people.csv"))), (file.Name, file.Sha256));
        Assert.Equal(new FileInfo(Path.Combine(source.Folder, "people.csv")).Length, file.Bytes);
        Assert.Equal(SnapshotHash.OfFile(Path.Combine(source.Folder, "source.yaml")), manifest.Lineage.RulesSha256);
        Assert.Equal(("test", "Test Clinic", "tables/1", "ord_test"), (manifest.Lineage.Source, manifest.Lineage.Provider, manifest.Lineage.Profile, manifest.Lineage.Order));
        Assert.Matches(@"^Workbench \d+\.\d+\.\d+, DuckDB v\d", manifest.Lineage.ToolVersion);
        Assert.Equal((14_000L, 14_000), (manifest.Tables[0].Rows, manifest.Patients));
    }

    private static void AssertSame(Snapshot one, Snapshot other)
    {
        Assert.Equal(one.Manifest.ContentHash, other.Manifest.ContentHash);
        Assert.Equal(File.ReadAllBytes(one.TablePath("people")!), File.ReadAllBytes(other.TablePath("people")!));
        Assert.Empty(one.FindDamage());
        Assert.Empty(other.FindDamage());
    }

    private static List<string> Rows()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 14_000).Select(i =>
            $"H{i},{random.Next(1000) / 7.0:R},{"xyz"[random.Next(3)]},19{random.Next(60, 99)}-0{random.Next(1, 9)}-1{random.Next(9)}")];
    }

    private static string Csv(IEnumerable<string> rows) => "id,a,b,c\n" + string.Concat(rows.Select(r => r + "\n"));
}
