using Workbench.Governance.Permits;
using PermitEntry = Workbench.Protocol.Broker.PermitEntry;
using ClauseEntry = Workbench.Protocol.Broker.ClauseEntry;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>Governance's permit in the words of the contract.</summary>
internal static class PermitEntries
{
    public static PermitEntry Of(Permit permit) => new(
        permit.Id.Value,
        NameOf(permit.Level),
        permit.Expires,
        permit.Purpose,
        [.. PermitClauses.Render(permit).Select(clause => new ClauseEntry(clause.Number, clause.Text))]);

    public static string NameOf(Level level) => level.ToString().ToLowerInvariant();
}
