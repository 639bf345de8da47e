using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceCheckpointTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new(new ContentsLimits { CheckpointsKept = 3 });

    private Workspace Workspace => fixture.Workspace;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Restore_brings_the_version_back_and_keeps_the_one_it_replaces()
    {
        Workspace.Save(At("a.txt"), Text("one"));
        var one = Workspace.CreateCheckpoint(At("a.txt")).Value;
        Workspace.Save(At("a.txt"), Text("two"));

        Assert.True(Workspace.RestoreCheckpoint(At("a.txt"), one.Id).Value);

        Assert.Equal("one", File.ReadAllText(fixture.OnDisk("a.txt")));
        var newest = Workspace.ListCheckpoints(At("a.txt")).Value[^1];
        Workspace.RestoreCheckpoint(At("a.txt"), newest.Id);
        Assert.Equal("two", File.ReadAllText(fixture.OnDisk("a.txt")));
    }

    [Fact]
    public void Create_of_an_unchanged_file_makes_no_second_version()
    {
        Workspace.Save(At("a.txt"), Text("one"));
        Assert.Equal(Workspace.CreateCheckpoint(At("a.txt")).Value, Workspace.CreateCheckpoint(At("a.txt")).Value);
    }

    [Fact]
    public void Create_beyond_the_limit_lets_the_oldest_go()
    {
        var made = Enumerable.Range(0, 5).Select(i =>
        {
            Workspace.Save(At("a.txt"), Text($"{i}"));
            return Workspace.CreateCheckpoint(At("a.txt")).Value;
        }).ToList();

        Assert.Equal(made[2..], Workspace.ListCheckpoints(At("a.txt")).Value);
    }
}
