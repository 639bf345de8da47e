using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>POST samples/{id}/withdraw: takes a sample out of the gallery. Copies that people opened stay theirs.</summary>
internal static class WithdrawSample
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/samples/{id}/withdraw", HandleAsync).WithName("withdrawSample");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, Caller caller, SampleShelf shelf, GovernanceStore store, CancellationToken cancel) => Answer.Done(
            await SampleChange.ExecuteAsync(
                store, caller, AuditKinds.SampleWithdrawn, $"sample {id}",
                (_, _) => Task.FromResult(Withdraw(shelf, caller, id)),
                cancel));

    private static Outcome<SampleCard> Withdraw(SampleShelf shelf, Caller caller, string id)
    {
        if (shelf.FindPublished(id) is not { Withdrawn: false } sample)
        {
            return SampleRefusals.Unknown;
        }

        if (SamplePermissions.MayWithdraw(caller, sample) is { } forbidden)
        {
            return forbidden;
        }

        var card = sample with { Withdrawn = true };
        shelf.PutCard(card);
        return card;
    }
}
