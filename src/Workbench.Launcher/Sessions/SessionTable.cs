using Workbench.Launcher.Limits;
using Workbench.Launcher.Warm;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// Starts and ends sessions. Its memory is on disk (records, folders) and in the process table, so a launcher that was killed
/// finds its sessions again. One change at a time.
/// </summary>
internal sealed class SessionTable(
    LauncherOptions options, SessionRecords records, SessionFolders folders, UidClaims claims, SessionMaking making, WarmPool pool,
    SandboxCheck check, ControlGroups groups, ResourceProfiles profiles) : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Removes what a killed launcher left: its warm slots, and what it left half done, which is groups, folders with their mounts,
    /// and claims without a record. Those have no processes, because the record is written before the first process and removed
    /// after the last one.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            foreach (var slot in records.All().Where(record => record.Warm))
            {
                await making.RemoveAsync(slot, cancellation).ConfigureAwait(false);
            }

            var known = records.All().Select(record => record.Order.Session).ToHashSet();
            foreach (var id in groups.Existing().Where(id => !known.Contains(id)))
            {
                groups.Remove(id);
            }

            foreach (var id in folders.Existing().Where(id => !known.Contains(id)))
            {
                folders.Remove(id);
            }

            if (options.SeparateUids)
            {
                claims.ReleaseForgotten(known);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Everybody's sessions; a warm slot is nobody's.</summary>
    public IReadOnlyList<LaunchedSession> List() => [.. records.All().Where(record => !record.Warm).Select(Launched)];

    public async Task<LauncherReply> StartAsync(StartSessionOrder order, CancellationToken cancellation)
    {
        if (Objection(order) is { } objection)
        {
            return new LauncherReply(objection);
        }

        var status = await check.StatusAsync(cancellation).ConfigureAwait(false);
        if (!status.Ready)
        {
            return new LauncherReply(new LauncherRefusal(status.Code!, status.Text));
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await StartInTurnAsync(order, cancellation).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            return new LauncherReply(new LauncherRefusal(LauncherRefusals.SandboxFailed, $"The session could not be made: {error.Message}"));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<LauncherReply> StopAsync(SessionId id, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (records.Find(id) is not { Warm: false } record)
            {
                return new LauncherReply(new LauncherRefusal(LauncherRefusals.SessionUnknown, "There is no such session."));
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(EndLimit);
            await making.RemoveAsync(record, limit.Token).ConfigureAwait(false);
            return new LauncherReply(Stopped: true);
        }
        catch (Exception error) when (error is IOException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new LauncherReply(new LauncherRefusal(
                LauncherRefusals.SessionNotEnding, "The session's processes or folder could not be removed. It stays listed; try again."));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Collects supervisors that ended, so that they do not stay as zombies, and ends what they may have left behind.</summary>
    public async Task ReapAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            foreach (var record in records.All().Where(record => record.Supervisor > 0))
            {
                _ = ChildProcess.TryWait(record.Supervisor);
                if (options.SeparateUids && !record.IsRunning() && claims.IsHeld(record.Uid, record.Order.Session) && UidProcesses.ByUid()[record.Uid].Any())
                {
                    await UidProcesses.EndAllAsync(record.Uid, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<LauncherReply> StartInTurnAsync(StartSessionOrder order, CancellationToken cancellation)
    {
        if (records.Find(order.Session) is not null)
        {
            return new LauncherReply(new LauncherRefusal(LauncherRefusals.SessionExists, "A session of this id exists already."));
        }

        if (await pool.TryClaimAsync(order).ConfigureAwait(false) is { } claimed)
        {
            return new LauncherReply(Started: Launched(claimed));
        }

        var limits = new SessionLimits(profiles.Find(order.ResourceProfile)!, check.Holds);
        if (making.Begin(order, limits, warm: false) is not { } begun)
        {
            // Somebody who wants to work comes before kernels that wait for nobody in particular.
            await pool.EndAllAsync(cancellation).ConfigureAwait(false);
            if (making.Begin(order, limits, warm: false) is not { } again)
            {
                return new LauncherReply(new LauncherRefusal(
                    LauncherRefusals.NoFreeUid, "All session uids are in use. Stop a session, or give the launcher a larger range of uids."));
            }

            begun = again;
        }

        var record = making.Finish(begun);
        pool.Started(record);
        return new LauncherReply(Started: Launched(record));
    }

    private LauncherRefusal? Objection(StartSessionOrder order)
    {
        if (!KernelSpecs.TryFind(order.KernelSpec, out var spec))
        {
            return new LauncherRefusal(LauncherRefusals.KernelUnknown,
                $"There is no such kernel. Known: {string.Join(", ", KernelSpecs.All.Select(s => s.Name))}.");
        }

        if (!spec.IsInstalled(options.RuntimeFolder))
        {
            return new LauncherRefusal(LauncherRefusals.KernelNotInstalled, $"The kernel {spec.Name} is not installed: {spec.InstallHint}");
        }

        if (ProfileObjection(order.ResourceProfile) is { } objection)
        {
            return objection;
        }

        if (order.Session == default || string.IsNullOrEmpty(order.Owner))
        {
            return new LauncherRefusal(LauncherRefusals.RequestInvalid, "A session needs an id and an owner.");
        }

        return folders.IsTooLong
            ? new LauncherRefusal(LauncherRefusals.PathTooLong, "The data folder's path is too long for Unix sockets (107 bytes). Choose a shorter one with --data.")
            : null;
    }

    private LauncherRefusal? ProfileObjection(string name)
    {
        try
        {
            return profiles.Find(name) is null
                ? new LauncherRefusal(LauncherRefusals.ProfileUnknown,
                    $"There is no such resource profile. Known: {string.Join(", ", ResourceProfile.Defaults.Select(p => p.Name))}.")
                : null;
        }
        catch (InvalidDataException error)
        {
            return new LauncherRefusal(LauncherRefusals.ProfilesInvalid, error.Message);
        }
    }

    private LaunchedSession Launched(SessionRecord record) =>
        new(record.Order, folders.PathOf(record.Order.Session), record.Uid, record.IsRunning(), record.Limits);
}
