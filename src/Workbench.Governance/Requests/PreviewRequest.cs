using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Shows, while somebody fills in a request, what it would let them see. Changes and records nothing.</summary>
public static class PreviewRequest
{
    public static async Task<Outcome<Exposure>> ExecuteAsync(
        GovernanceContext context, string cohort, Level level, IReadOnlyList<PermittedTable> tables,
        CancellationToken cancellation = default)
    {
        var of = await context.Cohorts.Include(one => one.Snapshots)
            .SingleOrDefaultAsync(one => one.Name == cohort, cancellation);
        if (of is null)
        {
            return Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", cohort);
        }

        var newest = of.Snapshots.MaxBy(one => one.Version);
        return RequestChecks.Tables(cohort, tables, newest) is { } invalid
            ? invalid
            : Exposure.Of(of, newest!, level, tables);
    }
}
