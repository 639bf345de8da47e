namespace Workbench.Server.Projects;

/// <summary>People who work for one approved purpose.</summary>
internal static class ProjectsEndpoints
{
    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("").WithTags("Projects");
        ListProjects.Map(projects);
        StartProject.Map(projects);
        ChangeProjectMembers.Map(projects);
    }
}
