namespace Workbench.Governance.Withdrawals;

/// <summary>
/// A patient's data leave all cohorts. What stands here is read by the server, so it says that it happened and to which versions,
/// and nothing about the patient: that is known to the raw side's list alone, as a keyed digest.
/// </summary>
public sealed class Withdrawal
{
    public required WithdrawalId Id { get; init; }

    /// <summary>Name of the person who withdrew the patient at the raw side.</summary>
    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public WithdrawalState State { get; internal set; } = WithdrawalState.Recorded;

    /// <summary>The versions that were locked for it, as <c>lung/v1</c>.</summary>
    public IReadOnlyList<string> Snapshots { get; internal set; } = [];

    public DateTimeOffset? CompletedAt { get; internal set; }
}

public enum WithdrawalState
{
    /// <summary>No build takes the patient in any more.</summary>
    Recorded,

    /// <summary>Every version with the patient is locked.</summary>
    Locked,

    /// <summary>Every cohort that had the patient has a version without.</summary>
    Completed,
}

public enum WithdrawalCommand
{
    Lock,
    Complete,
}
