using Microsoft.EntityFrameworkCore;
using Workbench.Governance.People;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Lists of requests, for pages.</summary>
public static class FindRequests
{
    /// <param name="requester">Only this person's; null: all.</param>
    /// <param name="state">Only these; null: all.</param>
    /// <returns>Newest first, with requester, project and cohort.</returns>
    public static async Task<IReadOnlyList<AccessRequest>> ListAsync(
        GovernanceContext context, PersonId? requester, RequestState? state, CancellationToken cancellation = default) =>
        await context.Requests
            .Include(one => one.Requester).Include(one => one.Project).Include(one => one.Cohort)
            .Where(one => (requester == null || one.RequesterId == requester) && (state == null || one.State == state))
            .OrderByDescending(one => one.SubmittedAt).ThenBy(one => one.Id)
            .ToListAsync(cancellation);

    /// <summary>How many requests wait for this steward: all submitted ones that do not name the steward.</summary>
    public static async Task<int> CountForReviewAsync(
        GovernanceContext context, PersonId steward, CancellationToken cancellation = default)
    {
        var waiting = await context.Requests.Where(one => one.State == RequestState.Submitted)
            .Select(one => one.Persons).ToListAsync(cancellation);
        return waiting.Count(persons => !persons.Contains(steward));
    }
}
