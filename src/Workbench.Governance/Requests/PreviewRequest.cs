using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>The cohort and the newest snapshot, which has every table and column that was asked about.</summary>
public sealed record PreviewedSnapshot(Cohort Cohort, CohortSnapshot Newest);

/// <summary>
/// Says which snapshot a choice of tables and columns would open, while somebody fills in a request or a steward narrows one.
/// What the choice exposes is measured on that snapshot by the broker. Changes and records nothing.
/// </summary>
public static class PreviewRequest
{
    public static async Task<Outcome<PreviewedSnapshot>> ExecuteAsync(
        GovernanceContext context, string cohort, IReadOnlyList<PermittedTable> tables, CancellationToken cancellation = default)
    {
        var of = await context.Cohorts.Include(one => one.Snapshots)
            .SingleOrDefaultAsync(one => one.Name == cohort, cancellation);
        if (of is null)
        {
            return Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", cohort);
        }

        var newest = of.NewestReadable();
        return RequestChecks.Tables(cohort, tables, newest) is { } invalid ? invalid : new PreviewedSnapshot(of, newest!);
    }
}
