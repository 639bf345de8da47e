namespace Workbench.Governance.Audit;

/// <summary>
/// The end of the chain, kept apart from it: how many events there are and the hash of the last. Cutting events off the end
/// leaves a chain that is sound in itself; this record tells that they are gone.
/// </summary>
internal sealed class AuditHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required long Sequence { get; set; }

    public required string Hash { get; set; }
}
