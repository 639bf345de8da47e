using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Permits;

/// <summary>GET permits/{id}/revocation-preview: what revoking would stop, before somebody does it.</summary>
internal static class PreviewRevocation
{
    /// <param name="RunningNotebooks">Running sessions of the people that the permit names; those that read this cohort lose it at their next read.</param>
    public sealed record RevocationPreview(int RunningNotebooks);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/permits/{id}/revocation-preview", HandleAsync).WithName("previewRevocation");

    private static async Task<Results<Ok<RevocationPreview>, RefusalResult>> HandleAsync(
        string id, Caller caller, GovernanceContext governance, SessionRegistry sessions, CancellationToken cancel)
    {
        if (PermitPermissions.MayRevoke(caller.Actor) is { } refusal)
        {
            return new RefusalResult(refusal);
        }

        var permitId = new PermitId(id);
        if (await governance.Permits.WithNames().SingleOrDefaultAsync(permit => permit.Id == permitId, cancel) is not { } found)
        {
            return Answer.Unknown(RefusalCodes.PermitUnknown, "permit");
        }

        var named = found.Persons.Select(person => person.Person!.Name).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(new RevocationPreview(
            sessions.Sessions.Count(session => named.Contains(session.Owner) && session.State is not (SessionState.Dead or SessionState.Ended))));
    }
}
