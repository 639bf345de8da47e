using Workbench.Deidentify.Orders;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Governance.Withdrawals;

namespace Workbench.Deidentify.Withdrawals;

/// <summary>
/// Carries out a withdrawal that stands on the list: locks every version that holds the patient, builds each line of versions again
/// without, and completes it. Locking comes first and waits for nothing, so that nobody reads the patient's data while the new version
/// is built. What is left to do is found in the versions themselves, so that a run can stop anywhere and be repeated.
/// </summary>
public sealed class WithdrawalRun(RawStore raw, GovernanceStore governance, Action<string> say)
{
    private readonly AffectedVersions versions = new(raw, governance);
    private readonly VersionClosing closing = new(raw, governance, say);

    /// <summary>Labels of the versions that hold the patient.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(PendingWithdrawal withdrawal, CancellationToken cancellation) =>
        [.. (await versions.FindAsync(withdrawal, cancellation)).Affected.Select(one => one.Label)];

    /// <returns>Null when it is completed, or what keeps it from being.</returns>
    public async Task<string?> RunAsync(PendingWithdrawal withdrawal, CancellationToken cancellation)
    {
        await LockAsync(withdrawal, cancellation);
        using var hold = await raw.LockAsync(governance.Clock, cancellation);

        // A build that ran meanwhile may have begun before the patient was on the list.
        var found = await LockAsync(withdrawal, cancellation);
        if (found.Unknown.Count > 0)
        {
            return $"These versions could not be looked into, because their key or files are missing: {string.Join(", ", found.Unknown)}. Restore them, and repeat this with --resume.";
        }

        var failed = await RebuildAsync(withdrawal, found, cancellation);
        if (failed.Count > 0)
        {
            return string.Join('\n', failed) + "\nThe versions with the patient stay locked. Mend this, and repeat it with --resume.";
        }

        Require(await CarryOutWithdrawal.CompletedAsync(governance, Actor.Deidentify, withdrawal.Id, cancellation));
        if (withdrawal.Erase)
        {
            found.Affected.ToList().ForEach(one => closing.Erase(one.Version));
        }

        withdrawal.Delete(raw);
        return null;
    }

    private async Task<AffectedVersions.Result> LockAsync(PendingWithdrawal withdrawal, CancellationToken cancellation)
    {
        var found = await versions.FindAsync(withdrawal, cancellation);
        foreach (var one in found.Affected)
        {
            await closing.LockAsync(one.Version, SnapshotStateReasons.PatientWithdrawn, $"withdrawal {withdrawal.Id}", cancellation);
        }

        Require(await CarryOutWithdrawal.LockedAsync(governance, Actor.Deidentify, withdrawal.Id, [.. found.Affected.Select(one => one.Label)], cancellation));
        return found;
    }

    private async Task<List<string>> RebuildAsync(PendingWithdrawal withdrawal, AffectedVersions.Result found, CancellationToken cancellation)
    {
        var failed = new List<string>();
        var rebuild = new CohortRebuild(new OrderBuilder(raw, governance, say), governance);
        foreach (var line in found.Affected.GroupBy(one => one.Line))
        {
            var last = line.MaxBy(one => one.Version.Version)!;
            if (found.All.Any(one => one.Line == line.Key && one.Version.Version > last.Version.Version && one.Version.IsReadable()))
            {
                continue;
            }

            if (await rebuild.RunHeldAsync(last.Version.Id, $"withdrawal {withdrawal.Id}", cancellation) is { } refusal)
            {
                failed.Add($"{last.Version.Cohort!.Name} could not be built without the patient: {refusal}");
            }
        }

        return failed;
    }

    private static void Require(Outcome<Withdrawal> done)
    {
        if (!done.Allowed)
        {
            throw new InvalidOperationException($"A withdrawal could not go on: {done.Refusal.Code}.");
        }
    }
}
