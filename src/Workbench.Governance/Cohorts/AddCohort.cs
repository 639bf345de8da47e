using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

/// <summary>What people read about a cohort.</summary>
public sealed record CohortDescription(string Name, string Title, string Disease, string Description, string Provider);

/// <summary>Names a cohort, before its first snapshot is ordered. For admins, stewards and the installer.</summary>
public static class AddCohort
{
    public static Task<Outcome<Cohort>> ExecuteAsync(
        GovernanceStore store, Actor actor, CohortDescription described, CancellationToken cancellation = default) =>
        store.CommitAsync<Cohort>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.CohortAdded, actor, $"cohort {described.Name}") { Cohort = described.Name };
                var refusal = MayAdd(actor)
                    ?? (Slug.IsValid(described.Name) ? null : Slug.Refuse("cohort"))
                    ?? (new[] { described.Title, described.Disease, described.Description, described.Provider }.Any(string.IsNullOrWhiteSpace)
                        ? Refusals.Invalid("A cohort needs a title, a disease, a description and a provider.")
                        : null);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                if (await context.Cohorts.AnyAsync(one => one.Name == described.Name, cancel))
                {
                    return new(new Refusal(RefusalCodes.NameTaken, $"There is a cohort \"{described.Name}\" already."), draft);
                }

                var cohort = new Cohort
                {
                    Id = TypedId.New<CohortId>(store.Clock),
                    Name = described.Name,
                    Title = described.Title.Trim(),
                    Disease = described.Disease.Trim(),
                    Description = described.Description.Trim(),
                    Provider = described.Provider.Trim(),
                };
                context.Cohorts.Add(cohort);
                return new(cohort, draft);
            },
            cancellation);

    private static Refusal? MayAdd(Actor actor) =>
        actor == Actor.Installer || actor.Has(Role.Admin) || actor.Has(Role.Steward)
            ? null
            : Refusals.NotAllowed("Adding a cohort", "an admin or steward");
}
