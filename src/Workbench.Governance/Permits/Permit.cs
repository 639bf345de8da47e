using Workbench.Governance.Cohorts;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;

namespace Workbench.Governance.Permits;

/// <summary>
/// The granted form of a request (EHDS, Regulation (EU) 2025/327, Art. 68 and 73(1)): named persons, one project, one
/// cohort, a range of versions, a purpose, columns, optional row filters, a level and an end. It is never changed after it
/// was granted, only revoked.
/// </summary>
public sealed class Permit
{
    public required PermitId Id { get; init; }

    public RequestId? RequestId { get; init; }

    public required ProjectId ProjectId { get; init; }

    public Project? Project { get; init; }

    public required CohortId CohortId { get; init; }

    public Cohort? Cohort { get; init; }

    public List<PermitPerson> Persons { get; init; } = [];

    /// <summary>First snapshot version let through, from 1.</summary>
    public required int FromVersion { get; init; }

    /// <summary>Last snapshot version let through; null lets every later one through too.</summary>
    public int? ToVersion { get; init; }

    public required string Purpose { get; init; }

    public required Level Level { get; init; }

    public required IReadOnlyList<PermittedTable> Tables { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Name of the steward who granted it.</summary>
    public required string GrantedBy { get; init; }

    /// <summary>From this moment on the permit lets nothing through.</summary>
    public required DateTimeOffset Expires { get; init; }

    public PermitState State { get; internal set; } = PermitState.Active;

    public DateTimeOffset? RevokedAt { get; internal set; }

    public string? RevokedBy { get; internal set; }

    public string? RevocationReason { get; internal set; }

    public PermitStanding Standing(DateTimeOffset now) =>
        State == PermitState.Revoked ? PermitStanding.Revoked
        : Expires <= now ? PermitStanding.Expired
        : PermitStanding.Active;

    public bool Names(PersonId person) => Persons.Exists(named => named.PersonId == person);

    public bool Covers(int version) => version >= FromVersion && (ToVersion is null || version <= ToVersion);
}

/// <summary>A person named in a permit.</summary>
public sealed class PermitPerson
{
    public required PermitId PermitId { get; init; }

    public required PersonId PersonId { get; init; }

    public Person? Person { get; init; }
}

/// <summary>What is stored.</summary>
public enum PermitState
{
    Active,
    Revoked,
}

/// <summary>What the permit is at a moment: expiry needs no event, only the clock.</summary>
public enum PermitStanding
{
    Active,
    Expired,
    Revoked,
}
