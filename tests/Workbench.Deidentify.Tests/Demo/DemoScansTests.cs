using System.Globalization;
using System.Text;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>The lung cohort with generated CT series: images and table of a patient come together, and nothing of who it was is in either.</summary>
public sealed class DemoScansTests
{
    [Fact]
    public async Task Images_and_table_join_by_the_pseudonym_and_hold_no_identity()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var source = DemoSources.LungWithScans(DemoCohorts.Content);
        Assert.True(source.Write(orders.Raw.Sources));
        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));
        var snapshot = orders.Snapshots.Latest("lung")!;

        Assert.Equal((400L, 40), (snapshot.Manifest.Table("images")!.Rows, snapshot.Manifest.Table("images")!.Patients));
        var patients = Parquet.Column(snapshot, "patients", "patient").ToHashSet();
        Assert.All(Parquet.Column(snapshot, "images", "DISTINCT patient"), patient => Assert.Contains(patient, patients));
        Assert.All(Parquet.Column(snapshot, "images", "preview_bytes"), Assert.NotNull);
        var pack = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(snapshot.PackPath(1)));
        foreach (var person in source.People.Take(40))
        {
            // A date of eight digits can stand inside a UID by chance; every other spelling cannot.
            foreach (var token in person.Tokens().Where(token => token.Length >= 6 && token != person.Born.ToString("yyyyMMdd", CultureInfo.InvariantCulture)))
            {
                Assert.DoesNotContain(token, pack, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Generated_scans_are_the_same_each_time() =>
        Assert.Equal(
            DemoSources.LungWithScans(DemoCohorts.Content).Files.Select(file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.Content))),
            DemoSources.LungWithScans(DemoCohorts.Content).Files.Select(file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.Content))));
}
