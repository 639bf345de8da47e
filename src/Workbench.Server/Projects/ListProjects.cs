using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;
using Workbench.Server.People;

namespace Workbench.Server.Projects;

/// <summary>GET projects: the caller's own; all of them for admins, stewards and data providers, who work across projects.</summary>
internal static class ListProjects
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/projects", HandleAsync).WithName("listProjects");

    private static async Task<Ok<List<ProjectRow>>> HandleAsync(Caller caller, GovernanceContext governance, CancellationToken cancel)
    {
        var all = caller.Has(Role.Admin) || caller.Has(Role.Steward) || caller.Has(Role.DataProvider);
        var projects = await governance.Projects.Include(project => project.Members).ThenInclude(member => member.Person)
            .Where(project => all || project.Members.Any(member => member.PersonId == caller.Id))
            .OrderBy(project => project.Title)
            .ToListAsync(cancel);
        return TypedResults.Ok(projects.ConvertAll(project => Row(project, caller)));
    }

    internal static ProjectRow Row(Project project, Caller caller) => new(
        project.Id, project.Name, project.Title, project.Purpose,
        [.. project.Members.Select(member => PersonName.Of(member.Person!)).OrderBy(member => member.Name, StringComparer.Ordinal)],
        project.Members.Exists(member => member.PersonId == caller.Id));
}
