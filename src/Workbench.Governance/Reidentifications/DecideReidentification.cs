using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Reidentifications;

/// <summary>What follows on a request: the second person's decision, the requester's cancelling, and the one answer.</summary>
public static class DecideReidentification
{
    public static Task<Outcome<Reidentification>> ApproveAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, id, ReidentificationCommand.Approve, AuditKinds.ReidentificationApproved, [],
            (one, now) => (one.DecidedBy, one.DecidedAt) = (actor.Name, now), cancellation);

    public static Task<Outcome<Reidentification>> DeclineAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, string reason, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, id, ReidentificationCommand.Decline, AuditKinds.ReidentificationDeclined, [("reason", reason.Trim())],
            (one, now) => (one.DecidedBy, one.DecidedAt, one.DeclineReason) = (actor.Name, now, reason.Trim()), cancellation,
            string.IsNullOrWhiteSpace(reason) ? Refusals.Invalid("Declining needs a reason.") : null);

    public static Task<Outcome<Reidentification>> CancelAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, CancellationToken cancellation = default) =>
        ExecuteAsync(store, actor, id, ReidentificationCommand.Cancel, AuditKinds.ReidentificationCancelled, [], (_, _) => { }, cancellation);

    /// <summary>
    /// Records that the answer is given. It is committed before the answer is shown: one that was shown is always in the audit, and it is
    /// never shown twice.
    /// </summary>
    /// <param name="isFound">Whether there is such a patient in the raw store.</param>
    public static Task<Outcome<Reidentification>> AnswerAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, bool isFound, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, id, ReidentificationCommand.Answer, AuditKinds.ReidentificationAnswered, [("found", isFound ? "yes" : "no")],
            (one, now) => one.AnsweredAt = now, cancellation);

    /// <summary>Whether the command would be allowed now; records nothing.</summary>
    public static Refusal? Check(Actor actor, ReidentificationCommand command, Reidentification one, DateTimeOffset now) =>
        ReidentificationPermissions.May(actor, command, one)
        ?? (command is not (ReidentificationCommand.Decline or ReidentificationCommand.Cancel) && one.IsExpired(now) ? Expired() : null)
        ?? ReidentificationTransitions.Table.Next(one.State, command).Refusal;

    private static Task<Outcome<Reidentification>> ExecuteAsync(
        GovernanceStore store, Actor actor, ReidentificationId id, ReidentificationCommand command, string kind,
        IReadOnlyList<(string Name, string Text)> facts, Action<Reidentification, DateTimeOffset> apply, CancellationToken cancellation,
        Refusal? malformed = null) =>
        store.CommitAsync<Reidentification>(
            async (context, cancel) =>
            {
                var one = await context.Reidentifications.Include(found => found.Cohort).SingleOrDefaultAsync(found => found.Id == id, cancel);
                var details = facts.ToDictionary(fact => fact.Name, fact => fact.Text);
                if (one is not null)
                {
                    details["requester"] = one.RequestedBy;
                }

                var draft = new AuditDraft(kind, actor, $"re-identification {id}")
                {
                    Cohort = one?.Cohort!.Name,
                    Snapshot = one is null ? null : CohortSnapshot.Label(one.Cohort!.Name, one.Version),
                    Details = details,
                };
                if (one is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.ReidentificationUnknown, "re-identification", id.Value), draft);
                }

                var now = store.Clock.GetUtcNow();
                if ((Check(actor, command, one, now) ?? malformed) is { } refused)
                {
                    return new(refused, draft);
                }

                one.State = ReidentificationTransitions.Table.Next(one.State, command).Value;
                apply(one, now);
                return new(one, draft);
            },
            cancellation);

    private static Refusal Expired() => new(
        RefusalCodes.ReidentificationExpired, "The time of this re-identification is over.", NextStep: "Ask again, if it is still needed.");
}
