using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>A steward's decision on an order; also sets a failed one going again.</summary>
public static class DecideOrder
{
    public static Task<Outcome<Order>> ApproveAsync(
        GovernanceStore store, Actor actor, OrderId id, CancellationToken cancellation = default) =>
        OrderChange.ExecuteAsync(
            store, actor, id, OrderCommand.Approve, AuditKinds.OrderApproved,
            (_, order, now, _) =>
            {
                (order.DecidedBy, order.DecidedAt, order.Reason) = (actor.Name, now, null);
                (order.StartedAt, order.EndedAt, order.Step, order.Done, order.Total) = (null, null, null, 0, 0);
                return Task.FromResult<Refusal?>(null);
            },
            null, cancellation);

    public static Task<Outcome<Order>> DeclineAsync(
        GovernanceStore store, Actor actor, OrderId id, string reason, CancellationToken cancellation = default) =>
        OrderChange.ExecuteAsync(
            store, actor, id, OrderCommand.Decline, AuditKinds.OrderDeclined,
            (_, order, now, _) =>
            {
                (order.DecidedBy, order.DecidedAt, order.Reason) = (actor.Name, now, reason);
                return Task.FromResult<Refusal?>(
                    string.IsNullOrWhiteSpace(reason) ? Refusals.Invalid("Declining needs a reason.") : null);
            },
            new Dictionary<string, string> { ["reason"] = reason }, cancellation);
}
