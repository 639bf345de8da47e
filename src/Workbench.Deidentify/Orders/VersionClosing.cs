using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Orders;

/// <summary>
/// Closes registered versions. The record comes first, because from then on the broker refuses; then the files go out of the server's reach.
/// </summary>
internal sealed class VersionClosing(RawStore raw, GovernanceStore governance, Action<string> say)
{
    private readonly SnapshotStore snapshots = new(raw.Snapshots);

    /// <summary>Locks a version. One that is locked already has its files closed again: a run may have stopped between the two.</summary>
    public async Task LockAsync(CohortSnapshot version, string reason, string cause, CancellationToken cancellation)
    {
        var label = CohortSnapshot.Label(version.Cohort!.Name, version.Version);
        if (version.IsReadable())
        {
            Require(await CloseSnapshot.LockAsync(governance, Actor.Deidentify, version.Id, reason, cause, cancellation));
            say($"{label} is locked.");
        }

        SnapshotSeal.Close(snapshots, version.Cohort.Name, version.Version);
    }

    public async Task SupersedeAsync(CohortSnapshot version, string reason, string cause, CancellationToken cancellation)
    {
        Require(await CloseSnapshot.SupersedeAsync(governance, Actor.Deidentify, version.Id, reason, cause, cancellation));
        say($"{CohortSnapshot.Label(version.Cohort!.Name, version.Version)} is replaced; it can still be read, and says so.");
    }

    /// <summary>Deletes the data of a locked version; its manifest stays.</summary>
    public void Erase(CohortSnapshot version)
    {
        SnapshotSeal.Erase(snapshots, version.Cohort!.Name, version.Version);
        say($"The data of {CohortSnapshot.Label(version.Cohort.Name, version.Version)} are deleted.");
    }

    private static void Require(Outcome<CohortSnapshot> closed)
    {
        if (!closed.Allowed)
        {
            throw new InvalidOperationException($"A version could not be closed: {closed.Refusal.Code}.");
        }
    }
}
