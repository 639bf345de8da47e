using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Projects;

/// <summary>POST projects/{id}/members and DELETE projects/{id}/members/{person}: who works in the project. Who is out loses its permits at the next call.</summary>
internal static class ChangeProjectMembers
{
    /// <param name="Person">Name of the person.</param>
    public sealed record NewMember(string Person);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/projects/{id}/members", AddAsync).WithName("addProjectMember");
        api.MapDelete("/projects/{id}/members/{person}", RemoveAsync).WithName("removeProjectMember");
    }

    private static async Task<Results<NoContent, RefusalResult>> AddAsync(
        string id, NewMember body, Caller caller, GovernanceStore store, GovernanceContext governance, CancellationToken cancel) =>
        Answer.Done(await ChangeMembers.AddAsync(store, caller.Actor, await NameOfAsync(governance, id, cancel), body.Person, cancel));

    private static async Task<Results<NoContent, RefusalResult>> RemoveAsync(
        string id, string person, Caller caller, GovernanceStore store, GovernanceContext governance, CancellationToken cancel) =>
        Answer.Done(await ChangeMembers.RemoveAsync(store, caller.Actor, await NameOfAsync(governance, id, cancel), person, cancel));

    // Addresses carry the id; a name does as well. What is neither is refused by the use case, as unknown.
    private static async Task<string> NameOfAsync(GovernanceContext governance, string idOrName, CancellationToken cancel)
    {
        var id = new ProjectId(idOrName);
        return await governance.Projects.Where(project => project.Id == id).Select(project => project.Name).SingleOrDefaultAsync(cancel) ?? idOrName;
    }
}
