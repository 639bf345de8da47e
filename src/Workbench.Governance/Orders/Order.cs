using Workbench.Governance.Cohorts;
using Workbench.Governance.Projects;

namespace Workbench.Governance.Orders;

/// <summary>
/// An approved instruction to build one snapshot of a cohort from a source, with the pseudonym key of a project. The
/// server only records it; the process that may open the raw store picks it up.
/// </summary>
public sealed class Order
{
    public const string DefaultPurpose = "research";

    public required OrderId Id { get; init; }

    /// <summary>Name of the source's folder in the raw store (a slug).</summary>
    public required string Source { get; init; }

    public required CohortId CohortId { get; init; }

    public Cohort? Cohort { get; init; }

    public required ProjectId ProjectId { get; init; }

    public Project? Project { get; init; }

    /// <summary>What the pseudonyms are for (a slug): each project has a key of its own for each purpose, so that cohorts of two purposes cannot be joined.</summary>
    public string Purpose { get; init; } = DefaultPurpose;

    /// <summary>What had the version built again without somebody asking for it, for instance <c>withdrawal wdr_…</c>; null for an order of a person.</summary>
    public string? Cause { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public OrderState State { get; internal set; } = OrderState.Requested;

    public string? DecidedBy { get; internal set; }

    public DateTimeOffset? DecidedAt { get; internal set; }

    public DateTimeOffset? StartedAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>Why it failed or was declined; names file, row and column but no value.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The step at work now, in plain words.</summary>
    public string? Step { get; internal set; }

    public long Done { get; internal set; }

    public long Total { get; internal set; }

    public SnapshotId? SnapshotId { get; internal set; }
}

public enum OrderState
{
    Requested,
    Approved,
    Building,
    Built,
    Failed,
    Declined,
}

public enum OrderCommand
{
    Approve,
    Decline,
    Start,
    Complete,
    Fail,
}
