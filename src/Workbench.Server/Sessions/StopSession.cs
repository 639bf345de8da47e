using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Sessions;

/// <summary>POST sessions/{id}/stop: ends a session. The owner may, and an admin with a reason; outputs up to now stay in the notebook.</summary>
internal static class StopSession
{
    /// <param name="Reason">Needed when the session is somebody else's.</param>
    public sealed record StopReason(string? Reason = null);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/sessions/{id}/stop", HandleAsync).WithName("stopSession");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string id, StopReason body, Caller caller, SessionRegistry registry, SessionEnding ending, CancellationToken cancel)
    {
        var session = SessionId.TryParse(id, out var sessionId) ? registry.Find(sessionId) : null;
        var own = session?.Owner == caller.Name;
        if (session is null || !(own || caller.Has(Role.Admin)))
        {
            return Answer.Unknown(ServerRefusals.SessionUnknown, "session");
        }

        if (!own && string.IsNullOrWhiteSpace(body.Reason))
        {
            return RefusalResult.Of(RefusalCodes.Invalid, "Stopping somebody else's session needs a reason.", "Say why; the audit keeps it.");
        }

        try
        {
            var reason = string.IsNullOrWhiteSpace(body.Reason) ? "stopped by its owner" : body.Reason.Trim();
            await ending.EndAsync(session, caller.Actor, reason, own ? null : $"An administrator stopped this session: {reason}", cancel);
        }
        catch (KernelEngineException)
        {
            return RefusalResult.Of(ServerRefusals.LauncherAbsent, "The launcher does not answer, so the session goes on.", "Try again in a moment.");
        }

        return TypedResults.NoContent();
    }
}
