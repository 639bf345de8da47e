using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>GET samples: the gallery.</summary>
internal static class ListSamples
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/samples", HandleAsync).WithName("listSamples");

    private static async Task<Ok<List<SampleRow>>> HandleAsync(
        Caller caller, SampleShelf shelf, GovernanceContext governance, TimeProvider clock, CancellationToken cancel)
    {
        var access = await FindAccess.ListAsync(governance, caller.Person, project: null, clock.GetUtcNow(), cancel);
        return TypedResults.Ok(shelf.Offered().Select(card => SampleRow.Of(card, caller, access)).ToList());
    }
}
