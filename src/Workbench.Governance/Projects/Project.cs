using Workbench.Governance.People;

namespace Workbench.Governance.Projects;

/// <summary>People who work for one approved purpose. Permits belong to it, and so does the key of its pseudonyms.</summary>
public sealed class Project
{
    public required ProjectId Id { get; init; }

    /// <summary>Unique slug.</summary>
    public required string Name { get; init; }

    public required string Title { get; set; }

    /// <summary>What the project was approved for.</summary>
    public required string Purpose { get; set; }

    public List<ProjectMember> Members { get; init; } = [];
}

/// <summary>A person in a project. Who leaves the project loses its permits at once.</summary>
public sealed class ProjectMember
{
    public required ProjectId ProjectId { get; init; }

    public required PersonId PersonId { get; init; }

    public Person? Person { get; init; }

    public required DateTimeOffset Since { get; init; }
}
