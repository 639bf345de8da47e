using Workbench.Governance.Permits;

namespace Workbench.Governance.Decisions;

/// <summary>The clause of a permit that a refusal rests on: what the permit says, in its own numbered words.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Number">The number of the clause in the permit, from 1.</param>
/// <param name="Text">The clause as a sentence.</param>
public sealed record ClauseReference(PermitId Permit, int Number, string Text);

/// <summary>The answer "no": a value, not an exception. It never holds a data value.</summary>
/// <param name="Code">Stable, machine-readable, kebab-case: see <see cref="RefusalCodes"/>.</param>
/// <param name="Message">What was asked and why it was refused, one sentence for people.</param>
/// <param name="Clause">The clause that refused, when a permit exists that did.</param>
/// <param name="NextStep">What the person can do now, or null when nothing helps.</param>
public sealed record Refusal(string Code, string Message, ClauseReference? Clause = null, string? NextStep = null);
