using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceSafetyTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    private Workspace Workspace => fixture.Workspace;

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("../eve")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public void For_name_that_is_no_folder_name_is_a_bug(string person) =>
        Assert.Throws<ArgumentException>(() => fixture.Store.For(person));

    [Fact]
    public void Link_to_a_file_outside_does_not_exist()
    {
        var secret = Path.Combine(fixture.Root, "secret.txt");
        File.WriteAllText(secret, "secret");
        File.CreateSymbolicLink(fixture.OnDisk("link.txt"), secret);

        Assert.Equal(ContentsRefusal.NotFound, Workspace.Get(At("link.txt"), new()).Refusal?.Code);
        Assert.Equal(ContentsRefusal.NotFound, Workspace.Save(At("link.txt"), Text("x")).Refusal?.Code);
        Assert.Equal(ContentsRefusal.NotFound, Workspace.Copy(At("link.txt"), ContentsPath.Root).Refusal?.Code);
        Assert.Equal(ContentsRefusal.NotFound, Workspace.Rename(At("link.txt"), At("mine.txt")).Refusal?.Code);
        Assert.Equal("secret", File.ReadAllText(secret));
        Assert.Empty((JsonArray)Workspace.Get(ContentsPath.Root, new()).Value.Content!);
    }

    [Fact]
    public void Link_to_a_folder_outside_is_not_entered()
    {
        var outside = Directory.CreateDirectory(Path.Combine(fixture.Root, "outside")).FullName;
        Directory.CreateSymbolicLink(fixture.OnDisk("way-out"), outside);

        Assert.Equal(ContentsRefusal.NotFound, Workspace.Save(At("way-out/x.txt"), Text("x")).Refusal?.Code);
        Assert.Equal(ContentsRefusal.NotFound, Workspace.Get(At("way-out"), new()).Refusal?.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.Empty(Workspace.ListNotebooks(100));
    }

    [Fact]
    public void Files_and_folders_are_for_their_owner_only()
    {
        Workspace.Save(At("dir"), new ContentsUpload { Type = "directory" });
        Workspace.Save(At("dir/a.txt"), Text("x"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.OnDisk("dir/a.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(fixture.OnDisk("dir")));
    }

    [Fact]
    public void Save_larger_than_the_limit_is_refused_and_keeps_the_old_file()
    {
        using var small = new WorkspaceFixture(new ContentsLimits { MaxFileBytes = 1000 });
        small.Workspace.Save(At("a.txt"), Text("old"));
        Assert.Equal(ContentsRefusal.TooLarge, small.Workspace.Save(At("a.txt"), Text(new string('x', 1001))).Refusal?.Code);
        Assert.Equal("old", File.ReadAllText(small.OnDisk("a.txt")));
    }

    [Fact]
    public void Save_into_a_full_folder_is_refused_but_saving_over_works()
    {
        using var small = new WorkspaceFixture(new ContentsLimits { MaxFolderEntries = 2 });
        foreach (var name in new[] { "a", "b", "c" })
        {
            small.Workspace.Save(At(name), Text("x"));
        }

        Assert.Equal(ContentsRefusal.TooMany, small.Workspace.Save(At("d"), Text("x")).Refusal?.Code);
        Assert.Null(small.Workspace.Save(At("a"), Text("y")).Refusal);
    }

    [Fact]
    public void Upload_in_pieces_shows_only_when_whole()
    {
        Workspace.Save(At("data.bin"), Text("old"));
        Assert.Null(Save(1, [1, 2, 3]).Refusal);
        Assert.Null(Save(2, [4]).Refusal);
        Assert.Equal("old", File.ReadAllText(fixture.OnDisk("data.bin")));
        Assert.Null(Save(-1, [5, 6]).Refusal);
        Assert.Equal([1, 2, 3, 4, 5, 6], File.ReadAllBytes(fixture.OnDisk("data.bin")));
        Assert.Equal(["data.bin"], Directory.EnumerateFiles(Path.Combine(fixture.Root, "ada")).Select(Path.GetFileName));

        ContentsOutcome<SavedContents> Save(int chunk, byte[] bytes) =>
            Workspace.Save(At("data.bin"), new() { Type = "file", Format = "base64", Content = Convert.ToBase64String(bytes), Chunk = chunk });
    }
}
