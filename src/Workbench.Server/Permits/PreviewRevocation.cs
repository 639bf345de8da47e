using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Sessions;

namespace Workbench.Server.Permits;

/// <summary>GET permits/{id}/revocation-preview: what revoking would stop, before somebody does it.</summary>
internal static class PreviewRevocation
{
    /// <param name="RunningNotebooks">Running sessions that have read under the permit and will be refused at their next read.</param>
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
        if (!await governance.Permits.AnyAsync(permit => permit.Id == permitId, cancel))
        {
            return Answer.Unknown(RefusalCodes.PermitUnknown, "permit");
        }

        var readers = await SessionUse.OfPermitAsync(governance, permitId, cancel);
        return TypedResults.Ok(new RevocationPreview(sessions.Sessions.Count(session =>
            readers.Contains(session.Id.Value) && session.State is not (SessionState.Dead or SessionState.Ended))));
    }
}
