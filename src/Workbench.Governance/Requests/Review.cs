using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>A request as a steward reviews it.</summary>
/// <param name="Newest">The snapshot that it would open today; null when the cohort has none that may be read.</param>
/// <param name="PastPermits">All permits that ever named the requester, newest first, for any cohort.</param>
public sealed record Review(AccessRequest Request, CohortSnapshot? Newest, IReadOnlyList<Permit> PastPermits)
{
    /// <returns>Null when there is no such request.</returns>
    public static async Task<Review?> OfAsync(
        GovernanceContext context, RequestId id, CancellationToken cancellation = default)
    {
        var request = await context.Requests
            .Include(one => one.Requester).Include(one => one.Project)
            .Include(one => one.Cohort).ThenInclude(one => one!.Snapshots)
            .AsSplitQuery().SingleOrDefaultAsync(one => one.Id == id, cancellation);
        if (request is null)
        {
            return null;
        }

        var past = await context.Permits.WithNames()
            .Where(one => one.Persons.Any(named => named.PersonId == request.RequesterId))
            .OrderByDescending(one => one.GrantedAt).AsSplitQuery().ToListAsync(cancellation);
        return new Review(request, request.Cohort!.NewestReadable(), past);
    }
}
