using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Notebooks;

namespace Workbench.Server.Samples;

/// <summary>POST samples: offers a notebook of the own workspace to everybody, without its outputs.</summary>
internal static class PublishSample
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/samples", HandleAsync).WithName("publishSample");

    private static async Task<Results<Ok<SampleRow>, RefusalResult>> HandleAsync(
        SampleDraft body, Caller caller, SampleShelf shelf, WorkspaceStore workspaces, GovernanceStore store, GovernanceContext governance, CancellationToken cancel)
    {
        var outcome = await SampleChange.ExecuteAsync(
            store, caller, AuditKinds.SamplePublished, "sample",
            async (context, token) =>
            {
                if (SamplePermissions.MayPublish(caller) is { } forbidden)
                {
                    return forbidden;
                }

                var edition = await TakeAsync(body, caller, workspaces, context, token);
                if (!edition.Allowed)
                {
                    return edition.Refusal;
                }

                var card = new SampleCard(
                    SecretKey.NewId(), body.ToText(), caller.Name, caller.Person.DisplayName, Edition: 1, store.Clock.GetUtcNow(), Withdrawn: false);
                shelf.Put(card, edition.Value);
                return card;
            },
            cancel);
        return outcome.Allowed ? TypedResults.Ok(await RowAsync(outcome.Value, caller, governance, store.Clock, cancel)) : new RefusalResult(outcome.Refusal);
    }

    /// <summary>The draft's notebook, checked and cleaned for others' eyes.</summary>
    internal static async Task<Outcome<NotebookDocument>> TakeAsync(
        SampleDraft draft, Caller caller, WorkspaceStore workspaces, GovernanceContext governance, CancellationToken cancel)
    {
        if (await draft.CheckAsync(governance, cancel) is { } invalid)
        {
            return invalid;
        }

        if (!ContentsPath.Parse(draft.Path).Succeeded(out var path, out var malformed))
        {
            return WorkspaceRefusals.Of(malformed);
        }

        if (!workspaces.For(caller.Name).ReadNotebook(path).Succeeded(out var notebook, out var refusal))
        {
            return WorkspaceRefusals.Of(refusal);
        }

        SampleCleaning.Clean(notebook);
        return notebook;
    }

    internal static async Task<SampleRow> RowAsync(
        SampleCard card, Caller caller, GovernanceContext governance, TimeProvider clock, CancellationToken cancel) =>
        SampleRow.Of(card, caller, await FindAccess.ListAsync(governance, caller.Person, project: null, clock.GetUtcNow(), cancel));
}
