using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Projects;

/// <summary>POST projects: a new project without members, by an admin.</summary>
internal static class StartProject
{
    public sealed record NewProject(string Name, string Title, string Purpose);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/projects", HandleAsync).WithName("addProject");

    private static async Task<Results<Ok<ProjectRow>, RefusalResult>> HandleAsync(
        NewProject body, Caller caller, GovernanceStore store, CancellationToken cancel) => Answer.Ok(
            await AddProject.ExecuteAsync(store, caller.Actor, body.Name, body.Title, body.Purpose, cancel),
            project => ListProjects.Row(project, caller));
}
