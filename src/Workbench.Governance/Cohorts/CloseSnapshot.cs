using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

/// <summary>
/// Ends or marks a registered version. A locked version is refused at the very next call, under every permit; a superseded one is
/// still read, and says what took its place.
/// </summary>
public static class CloseSnapshot
{
    /// <param name="reason">One of <see cref="SnapshotStateReasons"/>.</param>
    /// <param name="cause">What it was part of, for instance <c>withdrawal wdr_…</c>, for the audit.</param>
    public static Task<Outcome<CohortSnapshot>> LockAsync(
        GovernanceStore store, Actor actor, SnapshotId id, string reason, string cause, CancellationToken cancellation = default) =>
        ExecuteAsync(store, actor, id, SnapshotCommand.Lock, AuditKinds.SnapshotLocked, reason, cause, cancellation);

    /// <inheritdoc cref="LockAsync"/>
    public static Task<Outcome<CohortSnapshot>> SupersedeAsync(
        GovernanceStore store, Actor actor, SnapshotId id, string reason, string cause, CancellationToken cancellation = default) =>
        ExecuteAsync(store, actor, id, SnapshotCommand.Supersede, AuditKinds.SnapshotSuperseded, reason, cause, cancellation);

    private static Task<Outcome<CohortSnapshot>> ExecuteAsync(
        GovernanceStore store, Actor actor, SnapshotId id, SnapshotCommand command, string kind, string reason, string cause,
        CancellationToken cancellation) =>
        store.CommitAsync<CohortSnapshot>(
            async (context, cancel) =>
            {
                var snapshot = await context.Snapshots.Include(one => one.Cohort).SingleOrDefaultAsync(one => one.Id == id, cancel);
                var label = snapshot is null ? null : CohortSnapshot.Label(snapshot.Cohort!.Name, snapshot.Version);
                var draft = new AuditDraft(kind, actor, $"snapshot {label ?? id.Value}")
                {
                    Cohort = snapshot?.Cohort?.Name,
                    Snapshot = label,
                    Details = new Dictionary<string, string> { ["reason"] = reason, ["cause"] = cause },
                };
                if (SnapshotPermissions.MayClose(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (snapshot is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.SnapshotMissing, "snapshot", id.Value), draft);
                }

                if (!SnapshotStateReasons.All.Contains(reason))
                {
                    return new(Refusals.Invalid("The reason is none of those that a version can be closed for."), draft);
                }

                var next = SnapshotTransitions.Table.Next(snapshot.State, command);
                if (!next.Allowed)
                {
                    return new(next.Refusal, draft);
                }

                (snapshot.State, snapshot.StateReason, snapshot.StateAt) = (next.Value, reason, store.Clock.GetUtcNow());
                return new(snapshot, draft);
            },
            cancellation);
}
