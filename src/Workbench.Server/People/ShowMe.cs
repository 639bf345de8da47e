using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>GET me: who is signed in.</summary>
internal static class ShowMe
{
    public sealed record Me(
        string Name, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<MyProject> Projects, bool Demo,
        IReadOnlyList<ShowSignIn.IdentityProvider> IdentityProviders);

    public sealed record MyProject(ProjectId Id, string Name, string Title);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/me", HandleAsync).WithName("me");

    private static async Task<Ok<Me>> HandleAsync(
        Caller caller, GovernanceContext governance, DataFolder folder, IOptions<SignInOptions> options, CancellationToken cancel)
    {
        var projects = await governance.Projects
            .Where(project => project.Members.Any(member => member.PersonId == caller.Id))
            .OrderBy(project => project.Title)
            .Select(project => new MyProject(project.Id, project.Name, project.Title))
            .ToListAsync(cancel);
        return TypedResults.Ok(new Me(
            caller.Name, caller.Person.DisplayName, caller.Person.Roles, projects, folder.HasDemoContent, ShowSignIn.Providers(options.Value)));
    }
}
