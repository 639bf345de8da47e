using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Contents;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>PUT samples/{id}: a new edition by the author. Copies that people opened stay as they are and are told of it.</summary>
internal static class UpdateSample
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/samples/{id}", HandleAsync).WithName("updateSample");

    private static async Task<Results<Ok<SampleRow>, RefusalResult>> HandleAsync(
        string id, SampleDraft body, Caller caller, SampleShelf shelf, WorkspaceStore workspaces, GovernanceStore store, GovernanceContext governance, CancellationToken cancel)
    {
        var outcome = await SampleChange.ExecuteAsync(
            store, caller, AuditKinds.SampleUpdated, $"sample {id}",
            async (context, token) =>
            {
                if (shelf.FindPublished(id) is not { Withdrawn: false } sample)
                {
                    return SampleRefusals.Unknown;
                }

                if (SamplePermissions.MayUpdate(caller, sample) is { } forbidden)
                {
                    return forbidden;
                }

                var edition = await PublishSample.TakeAsync(body, caller, workspaces, context, token);
                if (!edition.Allowed)
                {
                    return edition.Refusal;
                }

                var card = sample with
                {
                    Text = body.ToText(), AuthorName = caller.Person.DisplayName, Edition = sample.Edition + 1, Published = store.Clock.GetUtcNow(),
                };
                shelf.Put(card, edition.Value);
                return card;
            },
            cancel);
        return outcome.Allowed
            ? TypedResults.Ok(await PublishSample.RowAsync(outcome.Value, caller, governance, store.Clock, cancel))
            : new RefusalResult(outcome.Refusal);
    }
}
