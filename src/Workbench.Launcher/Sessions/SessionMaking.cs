using Workbench.Launcher.Limits;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// Makes everything that one session has on this host, and removes it again: uid, record, folder, control groups, processes. The
/// record is written first and removed last, so that whatever is killed in between is found again.
/// </summary>
internal sealed class SessionMaking(
    LauncherOptions options, SessionRecords records, SessionFolders folders, UidClaims claims, SupervisorStart supervisors, ControlGroups groups)
{
    // Choosing a uid and writing it down belong together.
    private readonly Lock _choosing = new();

    /// <summary>Chooses a uid and writes the record; null when all uids are in use.</summary>
    public SessionRecord? Begin(StartSessionOrder order, SessionLimits limits, bool warm)
    {
        lock (_choosing)
        {
            if (ClaimUid(order.Session) is not { } uid)
            {
                return null;
            }

            var record = new SessionRecord(order, uid, 0, 0, limits, warm);
            records.Write(record);
            return record;
        }
    }

    /// <summary>Makes what the record promises and starts the supervisor.</summary>
    /// <exception cref="IOException">It could not be made; nothing of it is left.</exception>
    public SessionRecord Finish(SessionRecord record)
    {
        var (order, limits) = (record.Order, record.Limits!);
        try
        {
            var folder = folders.Make(order.Session, record.Uid, limits.Profile);
            var inGroups = new SupervisorLimits(limits, groups.Make(order.Session, record.Uid, limits.Profile));
            var join = groups.SupervisorJoin(order.Session);
            var pid = ChildProcess.Spawn(record.Warm
                ? supervisors.ForSlot(order, folder, record.Uid, inGroups, join)
                : supervisors.ForSession(order, folder, record.Uid, inGroups, join));
            record = record with { Supervisor = pid, StartTicks = ProcessStat.Read(pid)!.StartTicks };
            records.Write(record);
            return record;
        }
        catch
        {
            Forget(record);
            throw;
        }
    }

    /// <summary>Ends the session's processes and removes everything of it.</summary>
    /// <exception cref="IOException">Something could not be removed: the record stays.</exception>
    public async Task RemoveAsync(SessionRecord record, CancellationToken cancellation)
    {
        if (options.SeparateUids && claims.IsHeld(record.Uid, record.Order.Session))
        {
            await UidProcesses.EndAllAsync(record.Uid, cancellation).ConfigureAwait(false);
        }
        else if (record.IsRunning())
        {
            await UidProcesses.EndTreeAsync(record.Supervisor, cancellation).ConfigureAwait(false);
        }

        Forget(record);
    }

    private void Forget(SessionRecord record)
    {
        var id = record.Order.Session;
        groups.Remove(id);
        folders.Remove(id);
        claims.Release(record.Uid, id);
        records.Remove(id);
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
        foreach (var uid in Enumerable.Range(options.FirstSessionUid, options.LastSessionUid - options.FirstSessionUid + 1).Where(uid => !taken.Contains(uid) && !living[uid].Any()))
        {
            if (claims.TryClaim(uid, session))
            {
                return uid;
            }
        }

        return null;
    }
}
