using Workbench.Governance.Cohorts;

namespace Workbench.Governance.Reidentifications;

/// <summary>
/// A wish to learn which patient of the hospital stands behind one pseudonym, asked by one person and decided by another. The server
/// can read what stands here; the pseudonym lies with the raw side, and the answer lies nowhere.
/// </summary>
public sealed class Reidentification
{
    public required ReidentificationId Id { get; init; }

    public required CohortId CohortId { get; init; }

    public Cohort? Cohort { get; init; }

    /// <summary>The version that the pseudonym was read in.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the pseudonym, lower-case hexadecimal: who has the pseudonym can check that it was this one.</summary>
    public required string PseudonymSha256 { get; init; }

    /// <summary>Why the patient has to be known, for instance an incidental finding. Read by the person who decides, and in the audit.</summary>
    public required string Reason { get; init; }

    /// <summary>Name of the person who asked, and who alone gets the answer.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From this moment on it can neither be approved nor answered.</summary>
    public required DateTimeOffset Expires { get; init; }

    public ReidentificationState State { get; internal set; } = ReidentificationState.Requested;

    public string? DecidedBy { get; internal set; }

    public DateTimeOffset? DecidedAt { get; internal set; }

    /// <summary>Why it was declined.</summary>
    public string? DeclineReason { get; internal set; }

    public DateTimeOffset? AnsweredAt { get; internal set; }

    public bool IsExpired(DateTimeOffset now) =>
        State is ReidentificationState.Requested or ReidentificationState.Approved && Expires <= now;
}

public enum ReidentificationState
{
    Requested,
    Approved,
    Declined,
    Cancelled,

    /// <summary>The answer was shown, once. This is final.</summary>
    Answered,
}

public enum ReidentificationCommand
{
    Approve,
    Decline,
    Cancel,
    Answer,
}
