using Workbench.Governance.Cohorts;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;

namespace Workbench.Governance.Requests;

/// <summary>A person's wish to use a cohort for a purpose, with the reason why these data are needed for it.</summary>
public sealed class AccessRequest
{
    public required RequestId Id { get; init; }

    public required PersonId RequesterId { get; init; }

    public Person? Requester { get; init; }

    /// <summary>Everybody the permit shall name; the requester is one of them.</summary>
    public required IReadOnlyList<PersonId> Persons { get; init; }

    public required ProjectId ProjectId { get; init; }

    public Project? Project { get; init; }

    public required CohortId CohortId { get; init; }

    public Cohort? Cohort { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Why the purpose needs these data, this level and these columns.</summary>
    public required string Justification { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyList<PermittedTable> Tables { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public RequestState State { get; internal set; } = RequestState.Submitted;

    public DateTimeOffset? DecidedAt { get; internal set; }

    public string? DecidedBy { get; internal set; }

    /// <summary>Why it was declined.</summary>
    public string? DecisionReason { get; internal set; }

    /// <summary>The permit it became.</summary>
    public PermitId? PermitId { get; internal set; }
}

public enum RequestState
{
    Submitted,
    Granted,
    Declined,
    Withdrawn,
}

public enum RequestCommand
{
    Grant,
    Decline,
    Withdraw,
}
