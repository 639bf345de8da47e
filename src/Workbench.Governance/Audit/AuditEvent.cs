namespace Workbench.Governance.Audit;

/// <summary>
/// One immutable, chained record: who, what, under which permit, on which snapshot, when, with which outcome
/// (EHDS Art. 73(1)(e): identifiable logs of access and of activities).
/// </summary>
public sealed class AuditEvent
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>UTC, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the person, or of a program in brackets.</summary>
    public required string Person { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public string? Cohort { get; init; }

    public string? Permit { get; init; }

    public string? Snapshot { get; init; }

    /// <summary><c>done</c>, or the code of the refusal.</summary>
    public required string Outcome { get; init; }

    public required IReadOnlyDictionary<string, string> Details { get; init; }

    /// <summary>Hash of the event before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 of the canonical form and the previous hash, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The <see cref="Outcome"/> of everything that was not refused.</summary>
    public const string Done = "done";
}
