using System.Collections.Concurrent;
using Workbench.Notebooks.Contents;
using Workbench.Server.Samples;

namespace Workbench.Server.Notebooks;

/// <summary>The few facts of notebooks that lists show. A notebook is read again only when it changed: lists are asked for often, and notebooks are large.</summary>
internal sealed class NotebookFacts(WorkspaceStore workspaces, SampleShelf shelf)
{
    private readonly ConcurrentDictionary<(string Person, string Path), Known> known = new();

    private sealed record Known(DateTimeOffset Modified, long? Size, string? Kernel, string? Language, string? Project, SampleMark.Origin? Origin);

    /// <summary>The person's notebooks, newest first.</summary>
    public IReadOnlyList<NotebookRow> Of(string person, int most)
    {
        var offered = shelf.Offered().ToDictionary(card => card.Id, card => card.Edition, StringComparer.Ordinal);
        return [.. workspaces.For(person).ListNotebooks(most).Select(model => Row(person, model, offered))];
    }

    private NotebookRow Row(string person, ContentsModel model, Dictionary<string, int> offered)
    {
        var facts = known.TryGetValue((person, model.Path), out var kept) && kept.Modified == model.LastModified && kept.Size == model.Size
            ? kept
            : known[(person, model.Path)] = Read(person, model);
        var sample = facts.Origin is not { } origin ? null : new CopiedSample(
            origin.Id, origin.Edition, offered.TryGetValue(origin.Id, out var now) && now > origin.Edition ? now : null);
        return new NotebookRow(model.Path, model.Name, model.LastModified, facts.Kernel, facts.Language, facts.Project, sample);
    }

    // A file that is no notebook stays in the list without facts: it is there, and opening it says what is wrong.
    private Known Read(string person, ContentsModel model) =>
        ContentsPath.Parse(model.Path).Succeeded(out var path, out _) && workspaces.For(person).ReadNotebook(path).Succeeded(out var notebook, out _)
            ? new Known(model.LastModified, model.Size, notebook.KernelName, notebook.Language, notebook.Project, SampleMark.OriginOf(notebook))
            : new Known(model.LastModified, model.Size, null, null, null, null);
}
