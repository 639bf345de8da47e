using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Contents;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Notebooks;

namespace Workbench.Server.Samples;

/// <summary>POST samples/{id}/open: a private copy in the caller's workspace, under a free name. Nothing there is overwritten.</summary>
internal static class OpenSample
{
    private const int LongestName = 60;

    public sealed record OpenedCopy(string Path);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/samples/{id}/open", HandleAsync).WithName("openSample");

    private static async Task<Results<Ok<OpenedCopy>, RefusalResult>> HandleAsync(
        string id, Caller caller, SampleShelf shelf, WorkspaceStore workspaces, GovernanceStore store, CancellationToken cancel)
    {
        if (shelf.Find(id) is not { } sample)
        {
            return new RefusalResult(SampleRefusals.Unknown);
        }

        var notebook = shelf.Read(sample);
        SampleCleaning.Clean(notebook);
        SampleMark.SetOrigin(notebook, new SampleMark.Origin(sample.Id, sample.Edition));
        if (!workspaces.For(caller.Name).CreateNotebook(ContentsPath.Root, FileName(sample), notebook).Succeeded(out var copy, out var refusal))
        {
            return new RefusalResult(WorkspaceRefusals.Of(refusal));
        }

        await store.RecordAsync(
            new AuditDraft(AuditKinds.SampleOpened, caller.Actor, SampleChange.Name(sample)) { Details = SampleChange.Facts(sample) }, cancel);
        return TypedResults.Ok(new OpenedCopy(copy.Path));
    }

    /// <summary>A product sample keeps its file's name; a published one is called by its title, in letters that every file system takes.</summary>
    private static string FileName(SampleCard sample)
    {
        if (sample.Author is null)
        {
            return sample.Id + ".ipynb";
        }

        var name = new StringBuilder();
        foreach (var letter in sample.Text.Title.ToLowerInvariant())
        {
            var plain = char.IsAsciiLetterOrDigit(letter) ? letter : '-';
            if (plain != '-' || (name.Length > 0 && name[^1] != '-'))
            {
                name.Append(plain);
            }
        }

        var stem = name.ToString(0, Math.Min(name.Length, LongestName)).Trim('-');
        return (stem.Length > 0 ? stem : "sample") + ".ipynb";
    }
}
