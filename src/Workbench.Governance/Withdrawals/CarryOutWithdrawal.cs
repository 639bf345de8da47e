using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Withdrawals;

/// <summary>What the raw side reports about a withdrawal: all versions with the patient are locked; every cohort has one without.</summary>
public static class CarryOutWithdrawal
{
    /// <param name="snapshots">All versions that were locked for it, now or in an earlier run, as <c>lung/v1</c>.</param>
    public static Task<Outcome<Withdrawal>> LockedAsync(
        GovernanceStore store, Actor actor, WithdrawalId id, IReadOnlyList<string> snapshots, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, id, WithdrawalCommand.Lock, AuditKinds.WithdrawalLocked,
            withdrawal => withdrawal.Snapshots = [.. withdrawal.Snapshots.Union(snapshots).Order(StringComparer.Ordinal)], cancellation);

    public static Task<Outcome<Withdrawal>> CompletedAsync(
        GovernanceStore store, Actor actor, WithdrawalId id, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, id, WithdrawalCommand.Complete, AuditKinds.WithdrawalCompleted,
            withdrawal => withdrawal.CompletedAt = store.Clock.GetUtcNow(), cancellation);

    private static Task<Outcome<Withdrawal>> ExecuteAsync(
        GovernanceStore store, Actor actor, WithdrawalId id, WithdrawalCommand command, string kind, Action<Withdrawal> apply,
        CancellationToken cancellation) =>
        store.CommitAsync<Withdrawal>(
            async (context, cancel) =>
            {
                var withdrawal = await context.Withdrawals.FindAsync([id], cancel);
                var draft = new AuditDraft(kind, actor, $"withdrawal {id}");
                if (WithdrawalPermissions.MayCarryOut(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (withdrawal is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.WithdrawalUnknown, "withdrawal", id.Value), draft);
                }

                var next = WithdrawalTransitions.Table.Next(withdrawal.State, command);
                if (!next.Allowed)
                {
                    return new(next.Refusal, draft);
                }

                withdrawal.State = next.Value;
                apply(withdrawal);
                return new(withdrawal, draft with
                {
                    Details = new Dictionary<string, string> { ["snapshots"] = withdrawal.Snapshots.Count == 0 ? "none" : string.Join(", ", withdrawal.Snapshots) },
                });
            },
            cancellation);
}
