using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

public sealed class InterruptedBuildTests
{
    [Theory]
    [InlineData("reading people")]
    [InlineData("writing people")]
    public void Build_that_stops_in_any_step_leaves_nothing(string at)
    {
        using var source = TestSource.OfPeople("x: { type: integer, rule: keep, meaning: m, role: clinical }", "id,x\nH1,1\n");
        Assert.Empty(SourceFolder.Open(Path.GetDirectoryName(source.Folder)!, "test", out var opened));
        using var folder = new TempFolder();
        var store = new SnapshotStore(folder["snapshots"]);

        Assert.Throws<OperationCanceledException>(() =>
        {
            using var staging = SnapshotStaging.Begin(store, "build");
            new SnapshotBuild(opened!, TestSource.Key(), folder["work"], TimeProvider.System).Run(
                new SnapshotBuild.Target("test", 1, "ord_1", 10),
                staging,
                progress => _ = progress.Step == at ? throw new OperationCanceledException() : 0,
                CancellationToken.None,
                out _);
        });

        Assert.Empty(store.Versions("test"));
        Assert.Empty(Directory.EnumerateFiles(store.Root, "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(folder["work"]));
    }
}
