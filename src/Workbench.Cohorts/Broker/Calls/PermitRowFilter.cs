using Workbench.Cohorts.Broker.Filters;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>
/// The steward's row filter of a permit, made executable against the columns of the version that is read. It was checked
/// when the permit was granted; if it does not fit this version, nothing is read.
/// </summary>
internal static class PermitRowFilter
{
    /// <returns>Checked SQL; empty when the permit has no row filter for the table.</returns>
    public static Outcome<string> Resolve(FilterParser parser, PermittedSnapshot opened, PermittedTable permitted)
    {
        if (permitted.RowFilter is not { } filter)
        {
            return string.Empty;
        }

        var columns = opened.Snapshot.Manifest.Table(permitted.Name)!.Columns.Select(column => column.Name).ToList();
        var parsed = parser.Parse(filter, columns);
        return parsed.Allowed && parsed.Value.Unresolved.Count == 0 ? parsed.Value.Sql : Unusable(opened.Grant.Permit);
    }

    public static Refusal Unusable(Permit permit) => new(
        RefusalCodes.FilterRefused,
        "The row filter of this permit does not fit this version of the table; nothing was read.",
        new ClauseReference(permit.Id, PermitClauses.Rows, PermitClauses.Render(permit, PermitClauses.Rows).Text),
        "Ask for another version, or ask a steward for a new permit.");
}
