using Workbench.Governance.Permits;

namespace Workbench.Governance.Requests;

/// <summary>What a person fills in to ask for access.</summary>
public sealed record RequestForm
{
    /// <summary>Name of the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>Name or id of a project that everybody named is a member of.</summary>
    public required string Project { get; init; }

    /// <summary>Names of further members of the project that the permit shall name; the requester is always named.</summary>
    public IReadOnlyList<string> Persons { get; init; } = [];

    public required string Purpose { get; init; }

    public required string Justification { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyList<PermittedTable> Tables { get; init; }

    public required DateTimeOffset Until { get; init; }
}
