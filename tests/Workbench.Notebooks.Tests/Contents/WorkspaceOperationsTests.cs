using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceOperationsTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    private Workspace Workspace => fixture.Workspace;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Get_root_lists_entries_without_content_and_without_hidden_ones()
    {
        Workspace.CreateUntitled(ContentsPath.Root, "directory", null);
        Workspace.Save(At("b.txt"), Text("hello"));
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("1")));
        Workspace.CreateCheckpoint(At("a.ipynb"));

        var model = Workspace.Get(ContentsPath.Root, new ContentsQuery()).Value;

        Assert.Equal(("directory", "json", ""), (model.Type, model.Format, model.Path));
        var entries = Assert.IsType<JsonArray>(model.Content);
        Assert.Equal(["a.ipynb:notebook", "b.txt:file", "Untitled Folder:directory"], entries.Select(entry => $"{entry!["path"]}:{entry["type"]}"));
        Assert.All(entries, entry => Assert.True(entry!.AsObject().ContainsKey("hash") && entry["content"] is null));
    }

    [Fact]
    public void CreateUntitled_again_takes_the_next_free_name()
    {
        var names = Enumerable.Range(0, 3).Select(_ => Workspace.CreateUntitled(ContentsPath.Root, "notebook", null).Value.Name);
        Assert.Equal(["Untitled.ipynb", "Untitled1.ipynb", "Untitled2.ipynb"], names);
    }

    [Fact]
    public void Copy_keeps_bytes_under_a_new_name()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("x = 1")));
        Assert.Equal("a-Copy1.ipynb", Workspace.Copy(At("a.ipynb"), ContentsPath.Root).Value.Path);
        Assert.Equal("a-Copy2.ipynb", Workspace.Copy(At("a.ipynb"), ContentsPath.Root).Value.Path);
        Assert.Equal(File.ReadAllBytes(fixture.OnDisk("a.ipynb")), File.ReadAllBytes(fixture.OnDisk("a-Copy2.ipynb")));
    }

    [Fact]
    public void Rename_takes_kept_versions_along()
    {
        Workspace.Save(At("dir"), new ContentsUpload { Type = "directory" });
        Workspace.Save(At("dir/a.txt"), Text("one"));
        var kept = Workspace.CreateCheckpoint(At("dir/a.txt")).Value;

        Assert.Equal("moved", Workspace.Rename(At("dir"), At("moved")).Value.Path);
        Workspace.Rename(At("moved/a.txt"), At("b.txt"));

        Assert.Equal(kept, Assert.Single(Workspace.ListCheckpoints(At("b.txt")).Value));
        Assert.Equal(ContentsRefusal.NotFound, Workspace.Get(At("dir/a.txt"), new ContentsQuery()).Refusal?.Code);
    }

    [Fact]
    public void Delete_then_new_file_of_same_name_has_no_old_versions()
    {
        Workspace.Save(At("a.txt"), Text("one"));
        Workspace.CreateCheckpoint(At("a.txt"));
        Assert.True(Workspace.Delete(At("a.txt")).Value);
        Workspace.Save(At("a.txt"), Text("two"));
        Assert.Empty(Workspace.ListCheckpoints(At("a.txt")).Value);
    }

    public static TheoryData<string, string> Refused() => new()
    {
        { "get missing", ContentsRefusal.NotFound },
        { "get folder as notebook", ContentsRefusal.WrongType },
        { "get file as folder", ContentsRefusal.WrongType },
        { "get text as notebook", ContentsRefusal.NotANotebook },
        { "get binary as text", ContentsRefusal.BadContent },
        { "save below missing folder", ContentsRefusal.NotFound },
        { "save below a file", ContentsRefusal.NotFound },
        { "save over a folder", ContentsRefusal.WrongType },
        { "save folder over a file", ContentsRefusal.WrongType },
        { "save root", ContentsRefusal.WrongType },
        { "save unknown type", ContentsRefusal.WrongType },
        { "save no content", ContentsRefusal.BadContent },
        { "save bad base64", ContentsRefusal.BadContent },
        { "save unknown format", ContentsRefusal.BadContent },
        { "save array as notebook", ContentsRefusal.NotANotebook },
        { "save nbformat 3", ContentsRefusal.NotANotebook },
        { "save cell without type", ContentsRefusal.NotANotebook },
        { "save outputs that are no list", ContentsRefusal.NotANotebook },
        { "rename missing", ContentsRefusal.NotFound },
        { "rename over other", ContentsRefusal.AlreadyThere },
        { "rename into itself", ContentsRefusal.AlreadyThere },
        { "rename root", ContentsRefusal.WrongType },
        { "copy folder", ContentsRefusal.WrongType },
        { "create with path in extension", ContentsRefusal.NameNotAllowed },
        { "delete missing", ContentsRefusal.NotFound },
        { "delete full folder", ContentsRefusal.FolderNotEmpty },
        { "delete root", ContentsRefusal.WrongType },
        { "checkpoint of missing", ContentsRefusal.NotFound },
        { "restore unknown version", ContentsRefusal.NotFound },
        { "restore version by path", ContentsRefusal.NotFound },
        { "second piece first", ContentsRefusal.UploadOutOfOrder },
        { "last piece first", ContentsRefusal.UploadOutOfOrder },
        { "notebook in pieces", ContentsRefusal.WrongType },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refused_operation_says_why_and_changes_nothing(string operation, string code)
    {
        Workspace.Save(At("dir"), new ContentsUpload { Type = "directory" });
        Workspace.Save(At("dir/t.txt"), Text("text"));
        Workspace.Save(At("b.bin"), new ContentsUpload { Type = "file", Format = "base64", Content = "/w==" });
        var before = fixture.Everything();

        Assert.Equal(code, Do(operation)?.Code);
        Assert.Equal(before, fixture.Everything());
    }

    private ContentsRefusal? Do(string operation) => operation switch
    {
        "get missing" => Workspace.Get(At("none"), new()).Refusal,
        "get folder as notebook" => Workspace.Get(At("dir"), new() { Type = "notebook" }).Refusal,
        "get file as folder" => Workspace.Get(At("b.bin"), new() { Type = "directory" }).Refusal,
        "get text as notebook" => Workspace.Get(At("dir/t.txt"), new() { Type = "notebook" }).Refusal,
        "get binary as text" => Workspace.Get(At("b.bin"), new() { Format = "text" }).Refusal,
        "save below missing folder" => Workspace.Save(At("none/a"), Text("x")).Refusal,
        "save below a file" => Workspace.Save(At("b.bin/a"), Text("x")).Refusal,
        "save over a folder" => Workspace.Save(At("dir"), Text("x")).Refusal,
        "save folder over a file" => Workspace.Save(At("b.bin"), new() { Type = "directory" }).Refusal,
        "save root" => Workspace.Save(ContentsPath.Root, Text("x")).Refusal,
        "save unknown type" => Workspace.Save(At("x"), new() { Type = "socket" }).Refusal,
        "save no content" => Workspace.Save(At("x"), new() { Type = "file" }).Refusal,
        "save bad base64" => Workspace.Save(At("x"), new() { Type = "file", Format = "base64", Content = "*" }).Refusal,
        "save unknown format" => Workspace.Save(At("x"), new() { Type = "file", Format = "utf-16", Content = "x" }).Refusal,
        "save array as notebook" => Workspace.Save(At("x.ipynb"), Notebook(new JsonArray())).Refusal,
        "save nbformat 3" => Workspace.Save(At("x.ipynb"), Notebook(JsonNode.Parse("""{"nbformat":3,"worksheets":[]}""")!)).Refusal,
        "save cell without type" => Workspace.Save(At("x.ipynb"), Notebook(JsonNode.Parse("""{"nbformat":4,"cells":[{"source":""}]}""")!)).Refusal,
        "save outputs that are no list" => Workspace.Save(At("x.ipynb"), Notebook(JsonNode.Parse("""{"nbformat":4,"cells":[{"cell_type":"code","source":"","outputs":{}}]}""")!)).Refusal,
        "rename missing" => Workspace.Rename(At("none"), At("x")).Refusal,
        "rename over other" => Workspace.Rename(At("dir/t.txt"), At("b.bin")).Refusal,
        "rename into itself" => Workspace.Rename(At("dir"), At("dir/inner")).Refusal,
        "rename root" => Workspace.Rename(ContentsPath.Root, At("x")).Refusal,
        "copy folder" => Workspace.Copy(At("dir"), ContentsPath.Root).Refusal,
        "create with path in extension" => Workspace.CreateUntitled(ContentsPath.Root, "file", "/../../x").Refusal,
        "delete missing" => Workspace.Delete(At("none")).Refusal,
        "delete full folder" => Workspace.Delete(At("dir")).Refusal,
        "delete root" => Workspace.Delete(ContentsPath.Root).Refusal,
        "checkpoint of missing" => Workspace.CreateCheckpoint(At("none")).Refusal,
        "restore unknown version" => Workspace.RestoreCheckpoint(At("b.bin"), "20260101T000000000").Refusal,
        "restore version by path" => Workspace.RestoreCheckpoint(At("b.bin"), "../../../dir/t.txt").Refusal,
        "second piece first" => Workspace.Save(At("u"), new() { Type = "file", Format = "base64", Content = "AAAA", Chunk = 2 }).Refusal,
        "last piece first" => Workspace.Save(At("u"), new() { Type = "file", Format = "base64", Content = "AAAA", Chunk = -1 }).Refusal,
        "notebook in pieces" => Workspace.Save(At("u.ipynb"), new() { Type = "notebook", Content = NotebookOf("1"), Chunk = 1 }).Refusal,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
