using System.Text;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    [Fact]
    public void Published_snapshot_is_read_as_it_was_written()
    {
        using var test = new TestSnapshots();
        using var staging = test.Stage(out var written);
        staging.Publish(written);

        var snapshot = test.Store.Open("lung", 1)!;

        Assert.Equivalent(written, snapshot.Manifest, strict: true);
        Assert.Equal("lung/v1", snapshot.Label);
        Assert.True(File.Exists(snapshot.TablePath("patients")));
        Assert.Null(snapshot.TablePath("others"));
        Assert.Equal("mm", snapshot.Manifest.Table("patients")!.Column("n")!.Unit);
        Assert.Null(snapshot.Manifest.Table("patients")!.Column("N"));
        Assert.Empty(snapshot.FindDamage());
    }

    [Theory]
    [InlineData("lung", 2)]
    [InlineData("lung", 0)]
    [InlineData("lung", -1)]
    [InlineData("other", 1)]
    [InlineData("../lung", 1)]
    [InlineData("lung/../lung", 1)]
    [InlineData("", 1)]
    [InlineData(".staging", 1)]
    [InlineData("Lung", 1)]
    [InlineData("lung\n", 1)]
    public void What_is_not_there_is_nothing(string cohort, int version)
    {
        using var test = new TestSnapshots();
        test.Publish();

        Assert.Null(test.Store.Open(cohort, version));
    }

    [Fact]
    public void Latest_is_the_highest_number_not_the_last_word()
    {
        using var test = new TestSnapshots();
        foreach (var version in new[] { 2, 10, 9 })
        {
            test.Publish(version);
        }

        Directory.CreateDirectory(Path.Combine(test.Store.Root, "lung", "v11x"));
        Directory.CreateDirectory(Path.Combine(test.Store.Root, "lung", "v012"));

        Assert.Equal([2, 9, 10], test.Store.Versions("lung"));
        Assert.Equal(10, test.Store.Latest("lung")!.Manifest.Version);
        Assert.Null(test.Store.Latest("other"));
        Assert.Empty(test.Store.Versions("../lung"));
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"cohort\": \"lung\"", "\"cohort\": \"breast\"")]
    [InlineData("\"version\": 1", "\"version\": 7")]
    [InlineData("\"file\": \"tables/patients.parquet\"", "\"file\": \"../../../raw/patients.csv\"")]
    [InlineData("\"file\": \"tables/patients.parquet\"", "\"file\": \"/etc/passwd\"")]
    [InlineData("\"name\": \"patients\"", "\"name\": \"../x\"")]
    [InlineData("\"contentHash\"", "\"somethingElse\"")]
    [InlineData("{\n", "")]
    public void Manifest_that_was_tampered_with_is_not_opened(string replace, string by)
    {
        using var test = new TestSnapshots();
        Rewrite(Path.Combine(test.Publish().Folder, ManifestFile.Name), text => text.Replace(replace, by, StringComparison.Ordinal));

        Assert.Throws<InvalidDataException>(() => test.Store.Open("lung", 1));
    }

    [Fact]
    public void Damage_is_found_and_named()
    {
        using var test = new TestSnapshots();
        var (changed, removed, relabelled) = (test.Publish(1), test.Publish(2), test.Publish(3));
        var bytes = File.ReadAllBytes(changed.TablePath("patients")!);
        bytes[20] ^= 1;
        File.SetUnixFileMode(changed.TablePath("patients")!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(changed.TablePath("patients")!, bytes);
        File.Delete(removed.TablePath("patients")!);
        Rewrite(Path.Combine(relabelled.Folder, ManifestFile.Name), text => text.Replace("\"meaning\": \"the patient\"", "\"meaning\": \"x\"", StringComparison.Ordinal));

        Assert.Equal(["tables/patients.parquet"], test.Store.Open("lung", 1)!.FindDamage());
        Assert.Equal(["tables/patients.parquet"], test.Store.Open("lung", 2)!.FindDamage());
        Assert.Equal(["manifest.json"], test.Store.Open("lung", 3)!.FindDamage());
    }

    private static void Rewrite(string path, Func<string, string> change)
    {
        var text = File.ReadAllText(path);
        Assert.NotEqual(text, change(text));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(change(text)));
    }
}
