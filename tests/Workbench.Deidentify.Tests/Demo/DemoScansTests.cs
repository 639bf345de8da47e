using System.Security.Cryptography;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>The lung cohort's generated CT series: images and table of a patient come together. That nothing of who it was is in them says <see cref="CanaryTests"/>.</summary>
[Collection(nameof(DemoCohorts))]
public sealed class DemoScansTests(DemoCohorts demo)
{
    [Fact]
    public void Images_join_the_table_by_the_pseudonym()
    {
        var snapshot = demo.Snapshot("lung");

        Assert.Equal((960L, DemoSources.PatientsWithScans), (snapshot.Manifest.Table("images")!.Rows, snapshot.Manifest.Table("images")!.Patients));
        var patients = Parquet.Column(snapshot, "patients", "patient").ToHashSet();
        Assert.All(Parquet.Column(snapshot, "images", "DISTINCT patient"), patient => Assert.Contains(patient, patients));
        Assert.All(Parquet.Column(snapshot, "images", "preview_bytes"), Assert.NotNull);
        Assert.Equal(["1:16"], Parquet.Rows(snapshot, "images", "SELECT DISTINCT min(instance) || ':' || max(instance) FROM t GROUP BY patient").Select(row => row[0]));
    }

    [Fact]
    public void Generated_scans_are_the_same_each_time()
    {
        var one = DemoSources.All["lung"](DemoCohorts.Content).Files.Take(17).Select(file => Convert.ToHexString(SHA256.HashData(file.Content)));

        Assert.Equal(one, DemoSources.All["lung"](DemoCohorts.Content).Files.Take(17).Select(file => Convert.ToHexString(SHA256.HashData(file.Content))));
        Assert.Equal(17, one.Distinct().Count());
    }
}
