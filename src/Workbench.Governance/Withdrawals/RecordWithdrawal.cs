using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Withdrawals;

/// <summary>Records that somebody withdrew a patient. There is no field for words, so that nobody can write down who.</summary>
public static class RecordWithdrawal
{
    /// <param name="actor">A person, as the raw side's command was told.</param>
    /// <param name="id">Made by the raw side, which wrote its own record under it before.</param>
    public static Task<Outcome<Withdrawal>> ExecuteAsync(
        GovernanceStore store, Actor actor, WithdrawalId id, CancellationToken cancellation = default) =>
        store.CommitAsync<Withdrawal>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.WithdrawalRecorded, actor, $"withdrawal {id}");
                if (WithdrawalPermissions.MayRecord(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (await context.Withdrawals.FindAsync([id], cancel) is { } known)
                {
                    return new(known, draft);
                }

                var withdrawal = new Withdrawal { Id = id, RecordedBy = actor.Name, RecordedAt = store.Clock.GetUtcNow() };
                context.Withdrawals.Add(withdrawal);
                return new(withdrawal, draft);
            },
            cancellation);
}
