using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Rules;

/// <summary>Places stay where enough people live, and become wider ones or nothing elsewhere.</summary>
public sealed class RegionTests
{
    private const string Populations = "code,population,within\nN1,25000,N\nN2,19999,N\nN,44999,\nS1,300,S\nS,19999,\n101,20000,\n";

    [Theory]
    [InlineData("below: 20000", "N1", "N1")]
    [InlineData("below: 20000", "N2", "N")]
    [InlineData("below: 20000", "S1", null)]
    [InlineData("below: 20000, otherwise: elsewhere", "S1", "elsewhere")]
    [InlineData("below: 20000, otherwise: elsewhere", "Testmoor", "elsewhere")]
    [InlineData("below: 20000, prefix: 3", "10117", "101")]
    [InlineData("below: 20001, prefix: 3", "10117", null)]
    [InlineData("below: 100", "S1", "S1")]
    [InlineData("below: 20000", "", null)]
    public void Code_becomes_the_nearest_region_with_enough_people(string settings, string raw, string? expected)
    {
        using var source = Source(settings, $"id,x\nH1,{raw}\n");

        var snapshot = source.Built();

        Assert.Equal([expected], Parquet.Column(snapshot, "people", "x"));
        Assert.Contains(snapshot.Manifest.Lineage.SourceFiles, f => f.Name == "populations.csv" && f.Sha256 == SnapshotHash.OfFile(Path.Combine(source.Folder, f.Name)));
    }

    [Fact]
    public void Unknown_code_is_refused_without_being_told()
    {
        using var source = Source("below: 20000", "id,x\nH1,N1\nH2,Testmoor\n");

        Assert.Equal("people.csv, line 3, row 2, column x: The file of populations has no such code. Mend the row, or change the rule in source.yaml.", source.Refused());
    }

    [Theory]
    [InlineData("code,people\nN1,1\n", "populations.csv: The file of populations lacks a column")]
    [InlineData("code,population\nN1,many\n", "populations.csv, line 2, row 1: The row has no code, or its population is not a whole number.")]
    [InlineData("code,population\nN1,1\nN1,2\n", "populations.csv, line 3, row 2: The code stands there already.")]
    [InlineData("code,population,within\nA,1,B\nB,1,A\n", "populations.csv: Regions lie within one another in a circle")]
    [InlineData("code,population,within\nA,1,B\n", "populations.csv: Regions lie within one another in a circle, or in one that the file lacks.")]
    public void Broken_file_of_populations_is_refused(string file, string expected)
    {
        using var source = Source("below: 20000", "id,x\nH1,N1\n");
        source.File("populations.csv", file);

        Assert.StartsWith(expected, source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_of_populations_is_refused()
    {
        using var source = Source("below: 20000", "id,x\nH1,N1\n");
        File.Delete(Path.Combine(source.Folder, "populations.csv"));

        Assert.StartsWith("populations.csv: The file is not there.", source.Refused(), StringComparison.Ordinal);
    }

    private static TestSource Source(string settings, string csv) =>
        TestSource.OfPeople($"x: {{ type: text, rule: {{ region: {{ populations: populations.csv, {settings} }} }}, meaning: m, role: quasi }}", csv).File("populations.csv", Populations);
}
