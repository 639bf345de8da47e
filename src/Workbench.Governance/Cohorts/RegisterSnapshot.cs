using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

/// <summary>What the building process hands over about a finished snapshot.</summary>
/// <param name="Version">The next one, see <see cref="RegisterSnapshot.NextVersionAsync(GovernanceStore, CohortId, CancellationToken)"/>.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal.</param>
/// <param name="Patients">Distinct patients.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Tables">In the manifest's order.</param>
/// <param name="Risk">From the manifest.</param>
/// <param name="ManifestPath">Relative to the snapshots folder.</param>
public sealed record SnapshotRegistration(
    int Version,
    string ContentHash,
    int Patients,
    int Images,
    IReadOnlyList<SnapshotTable> Tables,
    RiskFigures Risk,
    string ManifestPath)
{
    /// <summary>Generation of the project's key, for the order's purpose.</summary>
    public int KeyGeneration { get; init; } = 1;
}

/// <summary>Makes a built snapshot known. It happens only as part of completing an order.</summary>
public static class RegisterSnapshot
{
    /// <summary>The version that a snapshot built now would get.</summary>
    public static async Task<int> NextVersionAsync(
        GovernanceStore store, CohortId cohort, CancellationToken cancellation = default)
    {
        await using var context = store.Read();
        return await NextVersionAsync(context, cohort, cancellation);
    }

    /// <summary>
    /// Adds the snapshot; or, when the same version with the same content is there already, takes that one. Anything
    /// else under a version that exists, or a gap in the versions, is refused with <see cref="RefusalCodes.SnapshotConflict"/>.
    /// </summary>
    internal static async Task<Outcome<CohortSnapshot>> AddAsync(
        GovernanceContext context, TimeProvider clock, Order order, SnapshotRegistration snapshot,
        CancellationToken cancellation)
    {
        var existing = await context.Snapshots.SingleOrDefaultAsync(
            one => one.CohortId == order.CohortId && one.Version == snapshot.Version, cancellation);
        if (existing is not null && existing.ContentHash == snapshot.ContentHash)
        {
            return existing;
        }

        if (existing is not null || snapshot.Version != await NextVersionAsync(context, order.CohortId, cancellation))
        {
            return new Refusal(
                RefusalCodes.SnapshotConflict,
                $"Version {snapshot.Version} cannot be registered: versions follow each other and never change.",
                NextStep: "Build again; the next free version is taken then.");
        }

        var added = new CohortSnapshot
        {
            Id = TypedId.New<SnapshotId>(clock),
            CohortId = order.CohortId,
            Version = snapshot.Version,
            ContentHash = snapshot.ContentHash,
            Patients = snapshot.Patients,
            Images = snapshot.Images,
            Tables = snapshot.Tables,
            Risk = snapshot.Risk,
            ManifestPath = snapshot.ManifestPath,
            OrderId = order.Id,
            BuiltAt = clock.GetUtcNow(),
            KeyPurpose = order.Purpose,
            KeyGeneration = snapshot.KeyGeneration,
        };
        context.Snapshots.Add(added);
        return added;
    }

    private static async Task<int> NextVersionAsync(
        GovernanceContext context, CohortId cohort, CancellationToken cancellation) =>
        (await context.Snapshots.Where(one => one.CohortId == cohort)
            .MaxAsync(one => (int?)one.Version, cancellation) ?? 0) + 1;
}
