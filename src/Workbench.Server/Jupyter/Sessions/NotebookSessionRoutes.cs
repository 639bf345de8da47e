using Workbench.Notebooks.Engines;
using Workbench.Protocol.Launching;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Sessions;

/// <summary>/api/sessions: the caller's own notebook sessions.</summary>
internal static class NotebookSessionRoutes
{
    public static void MapNotebookSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", (Caller caller, NotebookSessions sessions, IKernelHouse kernels, KernelRecorders recorders) =>
            JupyterJson.Ok(sessions.OwnedBy(caller.Name).Select(session => NotebookSessionModel.Of(session, kernels, recorders))));
        api.MapPost("/sessions", StartNotebookSession.HandleAsync);
        api.MapGet("/sessions/{id}", (string id, Caller caller, NotebookSessions sessions, IKernelHouse kernels, KernelRecorders recorders) =>
            sessions.Find(caller.Name, id) is { } session ? JupyterJson.Ok(NotebookSessionModel.Of(session, kernels, recorders)) : NoSuchSession());
        api.MapPatch("/sessions/{id}", ChangeNotebookSession.HandleAsync);
        api.MapDelete("/sessions/{id}", StopAsync);
    }

    public static IResult NoSuchSession() => JupyterJson.Error(StatusCodes.Status404NotFound, "There is no such session.", "session-unknown");

    private static async Task<IResult> StopAsync(
        string id, Caller caller, NotebookSessions sessions, IKernelHouse kernels, KernelRecorders recorders, CancellationToken cancel)
    {
        if (sessions.Find(caller.Name, id) is not { } session)
        {
            return NoSuchSession();
        }

        try
        {
            recorders.KeepOutputs(session.KernelId);
            await kernels.StopAsync(session.KernelId, cancel);
        }
        catch (KernelEngineException failure)
        {
            return JupyterJson.Error(StatusCodes.Status503ServiceUnavailable, failure.Message, LauncherRefusals.LauncherUnreachable);
        }

        sessions.Remove(other => other.KernelId == session.KernelId);
        return Results.NoContent();
    }
}
