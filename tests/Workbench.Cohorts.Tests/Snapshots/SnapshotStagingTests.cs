using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

public sealed class SnapshotStagingTests
{
    [Fact]
    public void Staged_snapshot_is_seen_by_nobody_until_it_is_published()
    {
        using var test = new TestSnapshots();
        using var staging = test.Stage(out var manifest);

        Assert.Empty(test.Store.Versions("lung"));
        Assert.Null(test.Store.Latest("lung"));

        staging.Publish(manifest);
        Assert.Equal([1], test.Store.Versions("lung"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(test.Store.Root, ".staging")));
    }

    [Fact]
    public void Unpublished_snapshot_is_deleted_and_a_published_one_stays()
    {
        using var test = new TestSnapshots();
        test.Stage(out _).Dispose();
        Assert.Empty(Directory.GetFiles(test.Store.Root, "*", SearchOption.AllDirectories));

        var staging = test.Stage(out var manifest);
        staging.Publish(manifest);
        staging.Dispose();
        Assert.Empty(test.Store.Latest("lung")!.FindDamage());
    }

    [Fact]
    public void Left_overs_of_a_crash_are_not_built_into_the_next_snapshot()
    {
        using var test = new TestSnapshots();
        var crashed = SnapshotStaging.Begin(test.Store, "build");
        File.WriteAllText(crashed.TablePath("old"), "old");

        using var staging = test.Stage(out var manifest);
        var snapshot = staging.Publish(manifest);

        Assert.Equal(["manifest.json", "patients.parquet"], Directory.GetFiles(snapshot.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Version_that_exists_is_never_replaced()
    {
        using var test = new TestSnapshots();
        var first = test.Publish();
        using var staging = test.Stage(out var manifest, sql: "SELECT 'q' || i AS patient, i AS n FROM range(10) r(i)");

        Assert.Throws<IOException>(() => staging.Publish(manifest));
        Assert.Empty(first.FindDamage());
        Assert.Equal(first.Manifest.ContentHash, test.Store.Latest("lung")!.Manifest.ContentHash);
    }

    [Fact]
    public void Files_of_a_published_snapshot_can_be_read_by_the_group_and_written_by_nobody()
    {
        using var test = new TestSnapshots();
        var snapshot = test.Publish();

        Assert.All(
            Directory.GetFiles(snapshot.Folder, "*", SearchOption.AllDirectories),
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(f)));
        Assert.All(
            Directory.GetDirectories(Path.GetDirectoryName(snapshot.Folder)!, "*", SearchOption.AllDirectories).Append(Path.GetDirectoryName(snapshot.Folder)!),
            d => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(d) & (UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)));
    }

    [Fact]
    public void Discarded_version_is_gone_and_the_others_stay()
    {
        using var test = new TestSnapshots();
        test.Publish(1);
        test.Publish(2);

        SnapshotStaging.Discard(test.Store, "lung", 2);
        SnapshotStaging.Discard(test.Store, "lung", 7);

        Assert.Equal([1], test.Store.Versions("lung"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(test.Store.Root, ".staging")));
        Assert.Empty(test.Store.Latest("lung")!.FindDamage());
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("a/b")]
    public void Names_that_lead_elsewhere_are_a_bug(string name)
    {
        using var test = new TestSnapshots();

        Assert.Throws<ArgumentException>(() => SnapshotStaging.Begin(test.Store, name));
        Assert.Throws<ArgumentException>(() => SnapshotStaging.Discard(test.Store, name, 1));
    }
}
