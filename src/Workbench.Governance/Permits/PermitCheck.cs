using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Permits;

/// <summary>
/// Decides whether somebody may read something now. It knows nothing of files or queries; it says which columns, which row
/// filter and which version, and the broker must apply exactly that.
/// </summary>
public static class PermitCheck
{
    /// <summary>
    /// The decision itself, pure. Several permits may fit; the one that lets the question through and ends last is taken.
    /// When none does, the refusal comes from the permit that came closest, and names its clause.
    /// </summary>
    /// <param name="cohort">With its snapshots.</param>
    /// <param name="permits">The person's permits for this cohort, in any state, with <see cref="Permit.Project"/> and members.</param>
    public static Outcome<AccessGrant> Decide(
        AccessQuestion question, Cohort cohort, IReadOnlyList<Permit> permits, DateTimeOffset now)
    {
        if (!question.Person.Active)
        {
            return PermitRefusals.PersonInactive();
        }

        Refusal? closest = null;
        var closestRank = -1;
        foreach (var permit in permits.OrderByDescending(one => one.Expires))
        {
            if (!permit.Names(question.Person.Id) || permit.CohortId != cohort.Id
                || (question.Project is { } project && permit.ProjectId != project))
            {
                continue;
            }

            var (outcome, rank) = PermitDecision.Of(permit, question, cohort, now);
            if (outcome.Allowed)
            {
                return outcome;
            }

            if (rank > closestRank)
            {
                (closest, closestRank) = (outcome.Refusal, rank);
            }
        }

        return closest ?? PermitRefusals.NoPermit(cohort.Name);
    }

    /// <summary>Loads what the decision needs as it is at this moment, and decides.</summary>
    /// <returns>Refused with <see cref="RefusalCodes.CohortUnknown"/> when there is no such cohort.</returns>
    public static async Task<Outcome<AccessGrant>> DecideAsync(
        GovernanceContext context, AccessQuestion question, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var cohort = await context.Cohorts.Include(one => one.Snapshots)
            .SingleOrDefaultAsync(one => one.Name == question.Cohort, cancellation);
        if (cohort is null)
        {
            return Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", question.Cohort);
        }

        var permits = await context.Permits
            .Include(one => one.Cohort)
            .Include(one => one.Persons).ThenInclude(one => one.Person)
            .Include(one => one.Project).ThenInclude(one => one!.Members)
            .Where(one => one.CohortId == cohort.Id && one.Persons.Any(named => named.PersonId == question.Person.Id))
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return Decide(question, cohort, permits, now);
    }
}
