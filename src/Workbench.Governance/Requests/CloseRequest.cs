using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Ends a request without a permit: declined by a steward, or withdrawn by the requester.</summary>
public static class CloseRequest
{
    /// <param name="reason">Shown to the requester; required.</param>
    public static Task<Outcome<AccessRequest>> DeclineAsync(
        GovernanceStore store, Actor actor, RequestId id, string reason, CancellationToken cancellation = default) =>
        RequestChange.ExecuteAsync(
            store, actor, id, RequestCommand.Decline, AuditKinds.RequestDeclined,
            (_, request, draft, _) =>
            {
                if (string.IsNullOrWhiteSpace(reason))
                {
                    return Task.FromResult<(Refusal?, AuditDraft)>((Refusals.Invalid("Declining needs a reason."), draft));
                }

                request.DecisionReason = reason.Trim();
                return Task.FromResult<(Refusal?, AuditDraft)>((null, draft.With("reason", reason.Trim())));
            },
            cancellation);

    public static Task<Outcome<AccessRequest>> WithdrawAsync(
        GovernanceStore store, Actor actor, RequestId id, CancellationToken cancellation = default) =>
        RequestChange.ExecuteAsync(
            store, actor, id, RequestCommand.Withdraw, AuditKinds.RequestWithdrawn,
            (_, _, draft, _) => Task.FromResult<(Refusal?, AuditDraft)>((null, draft)),
            cancellation);
}
