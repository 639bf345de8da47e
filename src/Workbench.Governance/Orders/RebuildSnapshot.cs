using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>
/// Orders a version again as it was ordered before: same source, cohort, project and purpose, under the keys and the list of withdrawn
/// patients as they are now. It rests on the approval of the order that is repeated and can widen nothing, so nobody approves it again.
/// </summary>
public static class RebuildSnapshot
{
    /// <param name="snapshot">The version to take the order of.</param>
    /// <param name="cause">Why, for instance <c>withdrawal wdr_…</c>. A rebuild of the same order and cause that waits already is taken instead of a new one.</param>
    public static Task<Outcome<Order>> ExecuteAsync(
        GovernanceStore store, Actor actor, SnapshotId snapshot, string cause, CancellationToken cancellation = default) =>
        store.CommitAsync<Order>(
            async (context, cancel) =>
            {
                var of = await context.Snapshots.Include(one => one.Cohort).SingleOrDefaultAsync(one => one.Id == snapshot, cancel);
                var label = of is null ? snapshot.Value : CohortSnapshot.Label(of.Cohort!.Name, of.Version);
                var draft = new AuditDraft(AuditKinds.RebuildOrdered, actor, $"snapshot {label}")
                {
                    Cohort = of?.Cohort?.Name,
                    Snapshot = of is null ? null : label,
                    Details = new Dictionary<string, string> { ["cause"] = cause },
                };
                if (SnapshotPermissions.MayClose(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                var before = of is null ? null : await context.Orders.SingleOrDefaultAsync(one => one.Id == of.OrderId, cancel);
                if (before is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.SnapshotMissing, "snapshot", label), draft);
                }

                var waiting = await context.Orders.FirstOrDefaultAsync(
                    one => one.Cause == cause && one.State == OrderState.Approved && one.Source == before.Source
                        && one.CohortId == before.CohortId && one.ProjectId == before.ProjectId && one.Purpose == before.Purpose,
                    cancel);
                return new(waiting ?? Add(context, store.Clock, before, cause), draft);
            },
            cancellation);

    private static Order Add(GovernanceContext context, TimeProvider clock, Order before, string cause)
    {
        var now = clock.GetUtcNow();
        var order = new Order
        {
            Id = TypedId.New<OrderId>(clock),
            Source = before.Source,
            CohortId = before.CohortId,
            ProjectId = before.ProjectId,
            Purpose = before.Purpose,
            Cause = cause,
            RequestedBy = Actor.Deidentify.Name,
            RequestedAt = now,
            State = OrderState.Approved,
            DecidedBy = before.DecidedBy,
            DecidedAt = before.DecidedAt,
        };
        context.Orders.Add(order);
        return order;
    }
}
