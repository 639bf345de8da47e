namespace Workbench.Protocol.Broker;

/// <summary>The answer "no" as problem details (RFC 9457), with the fields of a refusal.</summary>
/// <param name="Type"><c>https://workbench/refusals/CODE</c>.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What was asked and why it was refused.</param>
/// <param name="Code">Stable.</param>
/// <param name="Clause">The clause of the permit that refused, or null.</param>
/// <param name="NextStep">What the person can do now, or null.</param>
public sealed record BrokerRefusal(
    string Type, string Title, int Status, string Detail, string Code, RefusedClause? Clause, string? NextStep);

/// <param name="Permit">Id of the permit.</param>
public sealed record RefusedClause(string Permit, int Number, string Text);
