using Workbench.Governance.Audit;

namespace Workbench.Governance.Decisions;

/// <summary>
/// What a use case decided, with the record of it. There is no way to hand a change to the store without its audit
/// event: that is the point of this type.
/// </summary>
/// <param name="Outcome">Allowed with the changed thing, or refused; a refused decision changes nothing but the audit.</param>
/// <param name="Audit">What the audit says about it.</param>
public sealed record Decision<T>(Outcome<T> Outcome, AuditDraft Audit);
