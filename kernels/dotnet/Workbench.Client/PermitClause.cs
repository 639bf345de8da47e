namespace Workbench.Client;

/// <summary>One numbered clause of a permit.</summary>
/// <param name="Permit">Id of the permit.</param>
/// <param name="Number">From 1.</param>
/// <param name="Text">The clause in words.</param>
public sealed record PermitClause(string Permit, int Number, string Text);
