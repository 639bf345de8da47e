namespace Workbench.Protocol.Broker;

/// <param name="Level"><c>aggregate</c>, <c>rows</c> or <c>images</c>.</param>
/// <param name="Until">The permit lets nothing through from then on.</param>
/// <param name="Clauses">In the order of their numbers, from 1.</param>
public sealed record PermitEntry(
    string Id, string Level, DateTimeOffset Until, string Purpose, IReadOnlyList<ClauseEntry> Clauses);

public sealed record ClauseEntry(int Number, string Text);
