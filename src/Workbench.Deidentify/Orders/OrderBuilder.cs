using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Withdrawals;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Orders;

/// <summary>
/// Carries out approved orders. Governance decides whether an order may be built; this class takes it, builds, publishes the folder
/// and registers it, or marks the order failed with a reason that holds no value. The folder is published before it is
/// registered, so a registered snapshot always has its files; a folder that a crash left unregistered is removed by the
/// next build. All of it happens while <see cref="RawStore.LockAsync"/> is held.
/// </summary>
public sealed class OrderBuilder(RawStore raw, GovernanceStore governance, Action<string> say)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(500);

    private readonly SnapshotStore snapshots = new(raw.Snapshots);

    /// <summary>Builds every order that is approved, oldest first. Orders whose building process died are marked failed before.</summary>
    /// <returns>Whether all of them were built.</returns>
    public async Task<bool> BuildAllAsync(CancellationToken cancellation)
    {
        using var hold = await raw.LockAsync(governance.Clock, cancellation);
        var all = true;
        foreach (var id in await FindAsync(OrderState.Building, cancellation))
        {
            await FailAsync(id, "The process that built it ended before it was done. Approve the order again to repeat it.");
            all = false;
        }

        foreach (var id in await FindAsync(OrderState.Approved, cancellation))
        {
            all &= await BuildHeldAsync(id, cancellation) is null;
        }

        return all;
    }

    /// <summary>Builds one order.</summary>
    /// <returns>Null when its snapshot is registered, or why not.</returns>
    public async Task<string?> BuildAsync(OrderId id, CancellationToken cancellation)
    {
        using var hold = await raw.LockAsync(governance.Clock, cancellation);
        return await BuildHeldAsync(id, cancellation);
    }

    /// <summary>Builds one order while <see cref="RawStore.LockAsync"/> is held by the caller.</summary>
    internal async Task<string?> BuildHeldAsync(OrderId id, CancellationToken cancellation)
    {
        var started = await BuildOrder.StartAsync(governance, id, cancellation);
        if (!started.Allowed)
        {
            return Refused(id, $"{started.Refusal.Message} {started.Refusal.NextStep}".TrimEnd());
        }

        var order = started.Value;
        string? reason = null;
        var ended = false;
        try
        {
            reason = await BuildStartedAsync(order, cancellation);
            ended = true;
        }
        catch (OperationCanceledException)
        {
            reason = "The build was stopped. Approve the order again to repeat it.";
            ended = true;
        }
        finally
        {
            // Also when something broke: its message may quote a value, so the record says only that it broke.
            if (reason is not null || !ended)
            {
                await FailAsync(id, reason ?? "The build broke off for a reason that is not the data's. The host's administrator finds it in the build's output.");
            }
        }

        return reason;
    }

    private async Task<string?> BuildStartedAsync(Order order, CancellationToken cancellation)
    {
        var cohort = order.Cohort!;
        var problems = SourceFolder.Open(raw.Sources, order.Source, out var source);
        if (source is null)
        {
            return string.Join('\n', problems);
        }

        if (new ProjectKeyStore(raw.Keys).Open(new KeyName(order.ProjectId.Value, order.Purpose), out var key) is { } unusable)
        {
            return unusable.ToString();
        }

        if (WithdrawalList.Open(raw, out var withdrawn) is { } unreadable)
        {
            return unreadable.ToString();
        }

        await DiscardUnregisteredAsync(cohort, cancellation);
        var name = FolderName(order.Id);
        var version = await RegisterSnapshot.NextVersionAsync(governance, cohort.Id, cancellation);
        using var staging = SnapshotStaging.Begin(snapshots, name);
        var refusal = new SnapshotBuild(source, key!.Patients, Path.Combine(raw.Work, name), governance.Clock) { Withdrawn = withdrawn }.Run(
            new SnapshotBuild.Target(cohort.Name, version, order.Id.Value, cohort.SmallestGroup),
            staging,
            Reporter(order.Id),
            cancellation,
            out var manifest);
        if (refusal is not null)
        {
            return refusal.ToString();
        }

        return await PublishAsync(order, staging, manifest!, key.Generation);
    }

    private async Task<string?> PublishAsync(Order order, SnapshotStaging staging, SnapshotManifest manifest, int keyGeneration)
    {
        // From here on the build is not stopped: what is left takes milliseconds, and half of it would have to be undone.
        staging.Publish(manifest);
        var registered = false;
        try
        {
            var completed = await BuildOrder.CompleteAsync(governance, order.Id, Registration(manifest) with { KeyGeneration = keyGeneration }, CancellationToken.None);
            registered = completed.Allowed;
            if (!completed.Allowed)
            {
                return completed.Refusal.Message;
            }
        }
        finally
        {
            if (!registered && !await IsRegisteredAsync(order.CohortId, manifest.Version))
            {
                SnapshotStaging.Discard(snapshots, manifest.Cohort, manifest.Version);
            }
        }

        say($"{order.Source}: built {manifest.Cohort}/v{manifest.Version} with {manifest.Patients} patients, content {manifest.ContentHash[..12]}.");
        return null;
    }

    private static SnapshotRegistration Registration(SnapshotManifest manifest) => new(
        manifest.Version,
        manifest.ContentHash,
        manifest.Patients,
        Images: (int)(manifest.Table(ImagesDefinition.Table)?.Rows ?? 0),
        [.. manifest.Tables.Select(t => new SnapshotTable(t.Name, t.Rows, [.. t.Columns.Select(c => c.Name)]))],
        new RiskFigures(manifest.Risk.QuasiIdentifiers, manifest.Risk.K, manifest.Risk.Unique, manifest.Risk.Records),
        $"{manifest.Cohort}/v{manifest.Version}/{ManifestFile.Name}");

    private Action<BuildProgress> Reporter(OrderId id)
    {
        var last = governance.Clock.GetTimestamp();
        var step = "";
        return progress =>
        {
            if (progress.Step == step && governance.Clock.GetElapsedTime(last) < ProgressEvery)
            {
                return;
            }

            (last, step) = (governance.Clock.GetTimestamp(), progress.Step);
            BuildOrder.ReportProgressAsync(governance, id, progress.Step, progress.Done, progress.Total).GetAwaiter().GetResult();
        };
    }

    private async Task DiscardUnregisteredAsync(Cohort cohort, CancellationToken cancellation)
    {
        foreach (var version in snapshots.Versions(cohort.Name))
        {
            if (!await IsRegisteredAsync(cohort.Id, version, cancellation))
            {
                SnapshotStaging.Discard(snapshots, cohort.Name, version);
            }
        }
    }

    private async Task<bool> IsRegisteredAsync(CohortId cohort, int version, CancellationToken cancellation = default)
    {
        await using var context = governance.Read();
        return await context.Snapshots.AnyAsync(s => s.CohortId == cohort && s.Version == version, cancellation);
    }

    private async Task<IReadOnlyList<OrderId>> FindAsync(OrderState state, CancellationToken cancellation)
    {
        await using var context = governance.Read();
        var found = await context.Orders.Where(o => o.State == state).ToListAsync(cancellation);
        return [.. found.OrderBy(o => o.RequestedAt).ThenBy(o => o.Id.Value, StringComparer.Ordinal).Select(o => o.Id)];
    }

    private async Task FailAsync(OrderId id, string reason)
    {
        Refused(id, reason);
        await BuildOrder.FailAsync(governance, Actor.Deidentify, id, reason);
    }

    private string Refused(OrderId id, string reason)
    {
        say($"{id}: no snapshot. {reason}");
        return reason;
    }

    /// <summary>An order's id as a folder name.</summary>
    private static string FolderName(OrderId id) => id.Value.ToLowerInvariant();
}
