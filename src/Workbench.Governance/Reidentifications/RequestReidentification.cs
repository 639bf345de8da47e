using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Reidentifications;

/// <summary>Asks which patient stands behind a pseudonym.</summary>
public static class RequestReidentification
{
    /// <summary>Longest time between asking and the answer.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(7);

    private const int LongestReason = 1000;

    /// <param name="id">Made by the raw side, which keeps the pseudonym under it.</param>
    /// <param name="cohort">Name of the cohort.</param>
    /// <param name="version">Version that the pseudonym was read in; a locked one will do.</param>
    /// <param name="pseudonymSha256">Digest of the pseudonym.</param>
    /// <param name="time">How long it may take until the answer, at most <see cref="LongestTime"/>.</param>
    public static Task<Outcome<Reidentification>> ExecuteAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, string cohort, int version, string pseudonymSha256, string reason, TimeSpan time,
        CancellationToken cancellation = default) =>
        store.CommitAsync<Reidentification>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.ReidentificationRequested, actor, $"re-identification {id}")
                {
                    Cohort = cohort,
                    Snapshot = CohortSnapshot.Label(cohort, version),
                    Details = new Dictionary<string, string> { ["reason"] = reason.Trim(), ["pseudonymSha256"] = pseudonymSha256 },
                };
                if (ReidentificationPermissions.MayRequest(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
                {
                    return new(Refusals.Invalid("A re-identification needs a reason of at most 1,000 characters."), draft);
                }

                if (time <= TimeSpan.Zero || time > LongestTime)
                {
                    return new(Refusals.Invalid("The answer can be had for 1 to 168 hours."), draft);
                }

                var found = await context.Cohorts.Include(one => one.Snapshots).SingleOrDefaultAsync(one => one.Name == cohort, cancel);
                if (found is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", cohort), draft);
                }

                if (!found.Snapshots.Exists(one => one.Version == version))
                {
                    return new(new Refusal(RefusalCodes.SnapshotMissing, $"The cohort \"{cohort}\" has no version {version}.", NextStep: "Look at the cohort's versions."), draft);
                }

                var now = store.Clock.GetUtcNow();
                var reidentification = new Reidentification
                {
                    Id = id,
                    CohortId = found.Id,
                    Cohort = found,
                    Version = version,
                    PseudonymSha256 = pseudonymSha256,
                    Reason = reason.Trim(),
                    RequestedBy = actor.Name,
                    RequestedAt = now,
                    Expires = now + time,
                };
                context.Reidentifications.Add(reidentification);
                return new(reidentification, draft);
            },
            cancellation);
}
