using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceOutputsTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    private Workspace Workspace => fixture.Workspace;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void WriteOutputs_changes_outputs_and_count_of_that_cell_alone()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)", "print(2)")));
        var expected = fixture.ReadNotebook("a.ipynb");

        Assert.Equal(1, Workspace.WriteOutputs(At("a.ipynb"), [Result("c2", "2\n", 7), Result("gone", "x", 1)]).Value);

        expected["cells"]![1]!["outputs"] = new JsonArray(Stream("2\n"));
        expected["cells"]![1]!["execution_count"] = 7;
        Assert.True(JsonNode.DeepEquals(expected, fixture.ReadNotebook("a.ipynb")));
    }

    [Fact]
    public void WriteOutputs_leaves_hash_and_time_of_the_version_that_clients_know()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)")));
        var known = Workspace.Get(At("a.ipynb"), new() { Content = false, Hash = true }).Value;

        Workspace.WriteOutputs(At("a.ipynb"), [Result("c1", "1\n", 1)]);
        Workspace.WriteOutputs(At("a.ipynb"), [Result("c1", "1\n2\n", 1)]);

        var now = Workspace.Get(At("a.ipynb"), new() { Content = false, Hash = true }).Value;
        Assert.Equal((known.Hash, known.LastModified), (now.Hash, now.LastModified));
        Assert.Null(Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)", "more"), known.Hash)).Refusal);
        Assert.NotEqual(known.Hash, fixture.Hash("a.ipynb"));
    }

    [Fact]
    public void Save_by_a_page_that_has_not_seen_the_outputs_keeps_them()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)")));
        Workspace.WriteOutputs(At("a.ipynb"), [Result("c1", "1\n", 1)]);

        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)", "edited offline")));

        var cells = fixture.ReadNotebook("a.ipynb")["cells"]!;
        Assert.Equal("1\n", (string?)cells[0]!["outputs"]![0]!["text"]);
        Assert.Equal("edited offline", (string?)cells[1]!["source"]);
    }

    [Fact]
    public void Save_by_a_page_that_has_seen_the_outputs_may_clear_them()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)")));
        Workspace.WriteOutputs(At("a.ipynb"), [Result("c1", "1\n", 1)]);
        Workspace.OutputsSeen(At("a.ipynb"));

        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)")));

        Assert.Empty(fixture.ReadNotebook("a.ipynb")["cells"]![0]!["outputs"]!.AsArray());
    }

    [Fact]
    public void Rename_keeps_unseen_outputs_safe()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("print(1)")));
        Workspace.WriteOutputs(At("a.ipynb"), [Result("c1", "1\n", 1)]);
        Workspace.Rename(At("a.ipynb"), At("b.ipynb"));

        Workspace.Save(At("b.ipynb"), Notebook(NotebookOf("print(1)")));

        Assert.Single(fixture.ReadNotebook("b.ipynb")["cells"]![0]!["outputs"]!.AsArray());
    }

    private static CellResult Result(string cell, string text, int count) => new(cell, [Stream(text)], count);

    private static JsonObject Stream(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text };
}
