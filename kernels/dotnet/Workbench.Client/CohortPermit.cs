using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>The permit under which a cohort was opened, as it was at that moment.</summary>
/// <param name="Level">"aggregate", "rows" or "images".</param>
/// <param name="Until">When it ends.</param>
/// <param name="Clauses">In the order of their numbers.</param>
public sealed record CohortPermit(string Id, string Level, DateTimeOffset Until, string Purpose, IReadOnlyList<PermitClause> Clauses)
{
    internal static CohortPermit Of(PermitEntry permit) => new(
        permit.Id, permit.Level, permit.Until, permit.Purpose,
        [.. permit.Clauses.Select(clause => new PermitClause(permit.Id, clause.Number, clause.Text))]);
}
