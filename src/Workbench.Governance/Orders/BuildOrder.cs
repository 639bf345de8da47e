using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>What the building process reports about the one order it works on: start, progress, then complete or fail.</summary>
public static class BuildOrder
{
    /// <summary>Takes an approved order; only one process can.</summary>
    public static Task<Outcome<Order>> StartAsync(
        GovernanceStore store, OrderId id, CancellationToken cancellation = default) =>
        OrderChange.ExecuteAsync(
            store, Actor.Deidentify, id, OrderCommand.Start, AuditKinds.OrderStarted,
            (_, order, now, _) =>
            {
                (order.StartedAt, order.Step) = (now, "starting");
                return Task.FromResult<Refusal?>(null);
            },
            null, cancellation);

    /// <summary>Shows how far the build is. Not governed state, so not audited; ignored when the order is not building.</summary>
    /// <param name="step">In plain words, without data values.</param>
    /// <param name="done">Of <paramref name="total"/>, in the step's own unit.</param>
    public static async Task ReportProgressAsync(
        GovernanceStore store, OrderId id, string step, long done, long total, CancellationToken cancellation = default)
    {
        await using var context = store.Read();
        await context.Orders
            .Where(order => order.Id == id && order.State == OrderState.Building)
            .ExecuteUpdateAsync(
                set => set.SetProperty(order => order.Step, step)
                    .SetProperty(order => order.Done, done)
                    .SetProperty(order => order.Total, total),
                cancellation);
    }

    /// <summary>Ends the order with its snapshot, registered in the same transaction.</summary>
    public static Task<Outcome<Order>> CompleteAsync(
        GovernanceStore store, OrderId id, SnapshotRegistration snapshot, CancellationToken cancellation = default) =>
        OrderChange.ExecuteAsync(
            store, Actor.Deidentify, id, OrderCommand.Complete, AuditKinds.OrderBuilt,
            async (context, order, now, cancel) =>
            {
                var registered = await RegisterSnapshot.AddAsync(context, store.Clock, order, snapshot, cancel);
                if (!registered.Allowed)
                {
                    return registered.Refusal;
                }

                (order.SnapshotId, order.EndedAt, order.Step) = (registered.Value.Id, now, "done");
                (order.Done, order.Total) = (1, 1);
                return null;
            },
            new Dictionary<string, string> { ["contentHash"] = snapshot.ContentHash }, cancellation);

    /// <summary>Ends the order without a snapshot.</summary>
    /// <param name="actor"><see cref="Actor.Deidentify"/>, or <see cref="Actor.Server"/> when that process died.</param>
    /// <param name="reason">Names file, row and column but no value.</param>
    public static Task<Outcome<Order>> FailAsync(
        GovernanceStore store, Actor actor, OrderId id, string reason, CancellationToken cancellation = default) =>
        OrderChange.ExecuteAsync(
            store, actor, id, OrderCommand.Fail, AuditKinds.OrderFailed,
            (_, order, now, _) =>
            {
                (order.Reason, order.EndedAt, order.Step) = (reason, now, "failed");
                return Task.FromResult<Refusal?>(null);
            },
            new Dictionary<string, string> { ["reason"] = reason }, cancellation);
}
