using Workbench.Governance.Projects;
using Workbench.Server.People;

namespace Workbench.Server.Projects;

/// <param name="Name">Unique slug, for addresses.</param>
/// <param name="Purpose">What the project was approved for.</param>
/// <param name="Mine">True when the caller is a member.</param>
public sealed record ProjectRow(ProjectId Id, string Name, string Title, string Purpose, IReadOnlyList<PersonName> Members, bool Mine);

/// <summary>A project as other things name it.</summary>
public sealed record ProjectName(ProjectId Id, string Name, string Title)
{
    internal static ProjectName Of(Project project) => new(project.Id, project.Name, project.Title);
}
