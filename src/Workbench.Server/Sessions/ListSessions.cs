using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Sessions;

/// <summary>GET sessions: the caller's own, measured now; with ?all=1 everybody's, for admins.</summary>
internal static class ListSessions
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sessions", HandleAsync).WithName("listSessions");

    private static async Task<Results<Ok<List<SessionRow>>, RefusalResult>> HandleAsync(
        Caller caller, SessionRegistry registry, NotebookSessions notebooks, IdleSessions idle, GovernanceContext governance, CancellationToken cancel,
        QueryFlag? all = null)
    {
        var everybody = all is { IsSet: true };
        if (everybody && !caller.Has(Role.Admin))
        {
            return Answer.NotFor("The list of everybody's sessions", "an admin");
        }

        return TypedResults.Ok(await RowsAsync(registry, notebooks, idle, governance, everybody ? null : caller.Name, cancel));
    }

    /// <param name="owner">Only this person's; null: all.</param>
    internal static async Task<List<SessionRow>> RowsAsync(
        SessionRegistry registry, NotebookSessions notebooks, IdleSessions idle, GovernanceContext governance, string? owner, CancellationToken cancel)
    {
        var sessions = registry.Sessions.Where(session => owner is null || session.Owner == owner).OrderBy(session => session.StartedAt).ToList();
        var measured = await Task.WhenAll(sessions.Select(session => session.MeasureAsync(cancel)));
        var projects = await SessionProject.NamesAsync(governance, cancel);
        return [.. sessions.Zip(measured, (session, status) => SessionRow.Of(session, status, notebooks, idle, projects))];
    }
}
