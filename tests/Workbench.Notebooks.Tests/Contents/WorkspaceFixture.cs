using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Tests.Contents;

/// <summary>A workspace in a folder of its own, which goes with it.</summary>
public sealed class WorkspaceFixture : IDisposable
{
    public WorkspaceFixture(ContentsLimits? limits = null)
    {
        Root = Directory.CreateTempSubdirectory("workbench-contents-").FullName;
        Store = new WorkspaceStore(Root, TimeProvider.System, limits);
        Workspace = Store.For("ada");
    }

    public string Root { get; }

    public WorkspaceStore Store { get; }

    public Workspace Workspace { get; }

    public string OnDisk(string path) => Path.Combine(Root, "ada", path);

    public static ContentsPath At(string path) => ContentsPath.Parse(path).Value;

    public static ContentsUpload Text(string text, string? expectedHash = null) =>
        new() { Type = "file", Format = "text", Content = text, ExpectedHash = expectedHash };

    public static ContentsUpload Notebook(JsonNode content, string? expectedHash = null) =>
        new() { Type = "notebook", Format = "json", Content = content, ExpectedHash = expectedHash };

    /// <summary>A notebook with one code cell per source, ids "c1", "c2", ...</summary>
    public static JsonObject NotebookOf(params string[] sources)
    {
        var notebook = NotebookDocument.Empty("c1").Root;
        notebook["cells"] = new JsonArray([.. sources.Select((source, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = $"c{i + 1}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        })]);
        return notebook;
    }

    public JsonObject ReadNotebook(string path) =>
        (JsonObject)Workspace.Get(At(path), new ContentsQuery { Type = "notebook" }).Value.Content!;

    public string Hash(string path) => Workspace.Get(At(path), new ContentsQuery { Content = false, Hash = true }).Value.Hash!;

    /// <summary>Every file below the root with its content, so that a test can say "nothing changed".</summary>
    public string Everything() => string.Join('\n', Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(entry => File.Exists(entry) ? $"{entry}={Convert.ToHexString(File.ReadAllBytes(entry))}" : entry));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
