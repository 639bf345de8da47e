using Microsoft.EntityFrameworkCore;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

public enum AccessState
{
    None,
    Requested,
    Granted,
}

/// <summary>How a person stands to a cohort.</summary>
/// <param name="State">Granted wins over requested.</param>
/// <param name="Permit">The active permit that ends last; null unless granted.</param>
/// <param name="Request">The waiting request; null when none waits.</param>
public sealed record CohortAccess(Cohort Cohort, AccessState State, Permit? Permit, AccessRequest? Request)
{
    /// <summary>The newest snapshot that may be read; null when there is none (yet).</summary>
    public CohortSnapshot? Newest => Cohort.NewestReadable();
}

/// <summary>The catalogue as one person sees it. Every person sees that a cohort exists; only a permit opens it.</summary>
public static class FindAccess
{
    /// <param name="project">Only permits of this project count; null: of any project the person is a member of.</param>
    /// <returns>All cohorts by name.</returns>
    public static async Task<IReadOnlyList<CohortAccess>> ListAsync(
        GovernanceContext context, Person person, ProjectId? project, DateTimeOffset now,
        CancellationToken cancellation = default)
    {
        var cohorts = await context.Cohorts.Include(one => one.Snapshots)
            .OrderBy(one => one.Name).AsSplitQuery().ToListAsync(cancellation);
        var permits = person.Active
            ? await context.Permits.WithNames()
                .Where(one => one.State == PermitState.Active && one.Expires > now
                    && one.Persons.Any(named => named.PersonId == person.Id)
                    && one.Project!.Members.Any(member => member.PersonId == person.Id)
                    && (project == null || one.ProjectId == project))
                .AsSplitQuery().ToListAsync(cancellation)
            : [];
        var requests = await context.Requests
            .Where(one => one.RequesterId == person.Id && one.State == RequestState.Submitted)
            .OrderBy(one => one.SubmittedAt).ToListAsync(cancellation);
        return
        [
            .. cohorts.Select(cohort =>
            {
                var permit = permits.Where(one => one.CohortId == cohort.Id).MaxBy(one => one.Expires);
                var request = requests.LastOrDefault(one => one.CohortId == cohort.Id);
                var state = permit is not null ? AccessState.Granted
                    : request is not null ? AccessState.Requested
                    : AccessState.None;
                return new CohortAccess(cohort, state, permit, request);
            }),
        ];
    }
}
