using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Orders;

/// <summary>Builds a version again, under the keys and the list of withdrawn patients as they are now.</summary>
internal sealed class CohortRebuild(OrderBuilder builder, GovernanceStore governance)
{
    /// <summary>To be called while <see cref="RawStore.LockAsync"/> is held.</summary>
    /// <param name="snapshot">The version whose order is repeated.</param>
    /// <param name="cause">Why, for the audit.</param>
    /// <returns>Null when the new version is registered, or why there is none.</returns>
    public async Task<string?> RunHeldAsync(SnapshotId snapshot, string cause, CancellationToken cancellation)
    {
        var order = await RebuildSnapshot.ExecuteAsync(governance, Actor.Deidentify, snapshot, cause, cancellation);
        return order.Allowed ? await builder.BuildHeldAsync(order.Value.Id, cancellation) : order.Refusal.Message;
    }
}
