using Workbench.Launcher.Limits;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// Starts and ends sessions. Its memory is on disk (records, folders) and in the process table, so a launcher that was killed
/// finds its sessions again. One change at a time.
/// </summary>
internal sealed class SessionTable(
    LauncherOptions options, SessionRecords records, SessionFolders folders, UidClaims claims, SupervisorStart supervisors, SandboxCheck check,
    ControlGroups groups, ResourceProfiles profiles) : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Removes what a killed launcher left half done: groups, folders with their mounts, and claims without a record. They have
    /// no processes, because the record is written before the first process and removed after the last one.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
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

    public IReadOnlyList<LaunchedSession> List() => [.. records.All().Select(Launched)];

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
            return Start(order);
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
            if (records.Find(id) is not { } record)
            {
                return new LauncherReply(new LauncherRefusal(LauncherRefusals.SessionUnknown, "There is no such session."));
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(EndLimit);
            await EndProcessesAsync(record, limit.Token).ConfigureAwait(false);
            groups.Remove(id);
            folders.Remove(id);
            claims.Release(record.Uid, id);
            records.Remove(id);
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

    private LauncherReply Start(StartSessionOrder order)
    {
        if (records.Find(order.Session) is not null)
        {
            return new LauncherReply(new LauncherRefusal(LauncherRefusals.SessionExists, "A session of this id exists already."));
        }

        if (ClaimUid(order.Session) is not { } uid)
        {
            return new LauncherReply(new LauncherRefusal(
                LauncherRefusals.NoFreeUid, "All session uids are in use. Stop a session, or give the launcher a larger range of uids."));
        }

        // The record comes first: from here on the owner is known whatever is killed.
        var limits = new SessionLimits(profiles.Find(order.ResourceProfile)!, check.Holds);
        var record = new SessionRecord(order, uid, 0, 0, limits);
        records.Write(record);
        try
        {
            var folder = folders.Make(order.Session, uid, limits.Profile);
            var inGroups = new SupervisorLimits(limits, groups.Make(order.Session, uid, limits.Profile));
            var pid = ChildProcess.Spawn(supervisors.ForSession(order, folder, uid, inGroups, groups.SupervisorJoin(order.Session)));
            record = record with { Supervisor = pid, StartTicks = ProcessStat.Read(pid)!.StartTicks };
            records.Write(record);
            return new LauncherReply(Started: Launched(record));
        }
        catch
        {
            groups.Remove(order.Session);
            folders.Remove(order.Session);
            claims.Release(uid, order.Session);
            records.Remove(order.Session);
            throw;
        }
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

    private async Task EndProcessesAsync(SessionRecord record, CancellationToken cancellation)
    {
        if (options.SeparateUids && claims.IsHeld(record.Uid, record.Order.Session))
        {
            await UidProcesses.EndAllAsync(record.Uid, cancellation).ConfigureAwait(false);
        }
        else if (record.IsRunning())
        {
            await UidProcesses.EndTreeAsync(record.Supervisor, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The lowest uid that no record, no process and no other installation has; folders go with their records.</summary>
    private int? ClaimUid(SessionId session)
    {
        if (!options.SeparateUids)
        {
            return Self.Uid;
        }

        var taken = records.All().Select(record => record.Uid).ToHashSet();
        var living = UidProcesses.ByUid();
        foreach (var uid in SessionUids().Where(uid => !taken.Contains(uid) && !living[uid].Any()))
        {
            if (claims.TryClaim(uid, session))
            {
                return uid;
            }
        }

        return null;
    }

    private IEnumerable<int> SessionUids() => Enumerable.Range(options.FirstSessionUid, options.LastSessionUid - options.FirstSessionUid + 1);

    private LaunchedSession Launched(SessionRecord record) =>
        new(record.Order, folders.PathOf(record.Order.Session), record.Uid, record.IsRunning(), record.Limits);
}
