using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Governance.Audit;

/// <summary>What shall be recorded; the store adds sequence, time, outcome and hash when it commits.</summary>
/// <param name="Kind">One of <see cref="AuditKinds"/>.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="Subject">What it was done to, for instance <c>request req_…</c> or <c>table patients</c>.</param>
public sealed record AuditDraft(string Kind, Actor Actor, string Subject)
{
    /// <summary>Name of the cohort concerned.</summary>
    public string? Cohort { get; init; }

    public PermitId? Permit { get; init; }

    /// <summary>As <c>lung/v3</c>.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Further facts, by name. Never a data value: names of columns, counts, reasons that people wrote.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
