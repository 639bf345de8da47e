using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceConflictTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    private Workspace Workspace => fixture.Workspace;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Save_over_a_version_not_seen_is_refused_and_both_versions_are_kept()
    {
        var first = Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("base"), expectedHash: "")).Value.Model.Hash!;
        var second = Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("theirs"), first)).Value.Model.Hash!;

        var refusal = Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("mine"), first)).Refusal!;

        Assert.Equal((ContentsRefusal.Conflict, second), (refusal.Code, refusal.CurrentHash));
        Assert.Equal("theirs", (string?)fixture.ReadNotebook("a.ipynb")["cells"]![0]!["source"]);
        Assert.Equal("mine", (string?)fixture.ReadNotebook(refusal.KeptAs!)["cells"]![0]!["source"]);
    }

    [Fact]
    public void Refused_save_tried_again_makes_no_further_copy()
    {
        Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("theirs")));
        var kept = Enumerable.Range(0, 3).Select(_ => Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("mine"), "0000")).Refusal!.KeptAs).ToList();
        Assert.Single(kept.Distinct());
        Assert.Equal(2, Workspace.ListNotebooks(10).Count);
    }

    [Fact]
    public void Save_as_new_over_an_existing_file_is_a_conflict()
    {
        Workspace.Save(At("a.txt"), Text("one"));
        Assert.Equal(ContentsRefusal.Conflict, Workspace.Save(At("a.txt"), Text("two", expectedHash: "")).Refusal?.Code);
        Assert.Equal("one", File.ReadAllText(fixture.OnDisk("a.txt")));
    }

    [Fact]
    public void Save_without_precondition_writes_as_plain_Jupyter_does()
    {
        Workspace.Save(At("a.txt"), Text("one"));
        Assert.False(Workspace.Save(At("a.txt"), Text("two")).Value.IsNew);
        Assert.Equal("two", File.ReadAllText(fixture.OnDisk("a.txt")));
    }

    [Fact]
    public async Task Many_savers_at_once_exactly_one_wins_each_round_and_no_version_is_lost()
    {
        var hash = Workspace.Save(At("a.txt"), Text("round 0")).Value.Model.Hash!;
        for (var round = 1; round <= 5; round++)
        {
            var seen = hash;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(saver =>
                Task.Run(() => Workspace.Save(At("a.txt"), Text($"round {round} saver {saver}", seen)))));

            var won = Assert.Single(outcomes, outcome => outcome.Refusal is null);
            hash = won.Value.Model.Hash!;
            var texts = outcomes.Where(outcome => outcome.Refusal is not null)
                .Select(outcome => File.ReadAllText(fixture.OnDisk(outcome.Refusal!.KeptAs!)))
                .Append(File.ReadAllText(fixture.OnDisk("a.txt")));
            Assert.Equal(Enumerable.Range(0, 8).Select(saver => $"round {round} saver {saver}"), texts.Order());
        }
    }

    [Fact]
    public async Task Reader_beside_a_writer_sees_only_whole_versions()
    {
        var versions = new[] { NotebookOf(new string('a', 200_000)), NotebookOf(new string('b', 300_000)) };
        Workspace.Save(At("a.ipynb"), Notebook(versions[0].DeepClone()));
        using var done = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                Workspace.Save(At("a.ipynb"), Notebook(versions[i % 2].DeepClone()));
            }

            done.Cancel();
        });

        var read = 0;
        do
        {
            // Past the lock, as a crash or another process would see it.
            var text = (string)JsonNode.Parse(File.ReadAllBytes(fixture.OnDisk("a.ipynb")))!["cells"]![0]!["source"]![0]!;
            Assert.True(text.Length is 200_000 or 300_000 && text.All(c => c == text[0]));
            read++;
        }
        while (!done.IsCancellationRequested);

        await writer;
        Assert.True(read > 0);
    }
}
