using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>The shell that all commands on an existing order share: load, ask both tables, apply, record.</summary>
internal static class OrderChange
{
    public static Task<Outcome<Order>> ExecuteAsync(
        GovernanceStore store,
        Actor actor,
        OrderId id,
        OrderCommand command,
        string kind,
        Func<GovernanceContext, Order, DateTimeOffset, CancellationToken, Task<Refusal?>> apply,
        IReadOnlyDictionary<string, string>? details,
        CancellationToken cancellation) =>
        store.CommitAsync<Order>(
            async (context, cancel) =>
            {
                var order = await context.Orders.Include(one => one.Cohort).Include(one => one.Project)
                    .SingleOrDefaultAsync(one => one.Id == id, cancel);
                var draft = new AuditDraft(kind, actor, $"order {id}")
                {
                    Cohort = order?.Cohort?.Name,
                    Details = details ?? new Dictionary<string, string>(),
                };
                if (order is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.OrderUnknown, "order", id.Value), draft);
                }

                if (OrderPermissions.May(actor, command, order) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                var next = OrderTransitions.Table.Next(order.State, command);
                if (!next.Allowed)
                {
                    return new(next.Refusal, draft);
                }

                if (await apply(context, order, store.Clock.GetUtcNow(), cancel) is { } refused)
                {
                    return new(refused, draft);
                }

                order.State = next.Value;
                draft = order.SnapshotId is null || command != OrderCommand.Complete
                    ? draft
                    : draft with { Snapshot = await LabelAsync(context, order, cancel) };
                return new(order, draft);
            },
            cancellation);

    private static async Task<string> LabelAsync(GovernanceContext context, Order order, CancellationToken cancellation)
    {
        var snapshot = await context.Snapshots.FindAsync([order.SnapshotId!.Value], cancellation);
        return Cohorts.CohortSnapshot.Label(order.Cohort!.Name, snapshot!.Version);
    }
}
