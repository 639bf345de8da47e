using Workbench.Launcher.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;

namespace Workbench.Launcher.Warm;

/// <summary>
/// Kernels that wait for somebody. A slot is a whole session, with uid, folder, groups and sandbox of its own, that is nobody's: it
/// has no owner, no project and no broker. A claim makes it somebody's, once; what cannot be claimed without a doubt is thrown
/// away, and a cold start takes its place. Slots do not outlive the launcher that made them.
/// </summary>
internal sealed class WarmPool(
    string settingsPath, WarmKinds kinds, SessionMaking making, SessionRecords records, SessionFolders folders, TimeProvider time)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly Lock _turn = new();
    private readonly List<Slot> _slots = [];
    private readonly List<SessionRecord> _discarded = [];
    private readonly List<SessionRecord> _young = [];
    private string? _complaint;
    private long _lastStart;
    private long _lastFailure;

    private sealed class Slot(SessionRecord record, WarmKind kind, long born)
    {
        public SessionRecord Record => record;

        public WarmKind Kind => kind;

        public long Born => born;

        public bool Ready { get; set; }
    }

    /// <summary>Makes a slot this person's session. Null: there is none that would be the same as a cold start, so start one.</summary>
    public async Task<SessionRecord?> TryClaimAsync(StartSessionOrder order)
    {
        _lastStart = time.GetTimestamp();
        while (kinds.Of(order.KernelSpec, order.ResourceProfile) is { } kind && Take(kind) is { } slot)
        {
            if (await TryClaimAsync(slot.Record, order).ConfigureAwait(false) is { } claimed)
            {
                return claimed;
            }

            Discard(slot.Record);
        }

        return null;
    }

    /// <summary>Says that a session was started cold; until its kernel answers no slot is made.</summary>
    public void Started(SessionRecord session)
    {
        lock (_turn)
        {
            _lastStart = time.GetTimestamp();
            _young.Add(session);
        }
    }

    /// <summary>What waits now.</summary>
    public IReadOnlyList<WarmKernels> Kernels() =>
    [
        .. Slots().GroupBy(slot => (slot.Kind.Kernel, slot.Kind.Limits.Profile.Name))
            .Select(group => new WarmKernels(group.Key.Kernel, group.Key.Name, group.Count(slot => slot.Ready), group.Count(slot => !slot.Ready))),
    ];

    /// <summary>Ends and makes slots as the settings want it; called again and again.</summary>
    public async Task TendAsync(CancellationToken cancellation)
    {
        await RemoveDiscardedAsync(cancellation).ConfigureAwait(false);
        var (wanted, settings) = Wanted();
        foreach (var slot in Slots().Where(slot => !slot.Ready))
        {
            slot.Ready = await IsWarmAsync(slot.Record).ConfigureAwait(false)
                && Scheduling.MakeOrdinary(() => UidProcesses.ByUid()[slot.Record.Uid]);
        }

        var views = Slots().ConvertAll(slot => new WarmSlot(slot.Record, slot.Kind, slot.Record.IsRunning(), slot.Ready, time.GetElapsedTime(slot.Born)));
        var plan = WarmPlan.Decide(views, wanted, await MayMakeAsync(settings).ConfigureAwait(false));
        foreach (var end in plan.End)
        {
            End(end);
        }

        if (plan.Make is { } kind)
        {
            Make(kind);
        }
    }

    /// <summary>Throws all slots away and waits until nothing of them is left.</summary>
    public async Task EndAllAsync(CancellationToken cancellation)
    {
        Slots().ForEach(slot => Take(slot));
        await RemoveDiscardedAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<SessionRecord?> TryClaimAsync(SessionRecord slot, StartSessionOrder order)
    {
        var reply = await SupervisorLink.AskAsync(folders.PathOf(slot.Order.Session), slot.Uid, LinkCommand.Claim).ConfigureAwait(false);
        if (reply is not { Refusal: null, Status.State: SessionState.Idle } || !slot.IsRunning())
        {
            return null;
        }

        // From here on it is somebody's, whatever is killed. A launcher that ends before this ends the slot at its next start.
        var claimed = slot with { Order = order with { Session = slot.Order.Session }, Warm = false };
        try
        {
            records.Write(claimed);
            return claimed;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private (IReadOnlyList<(WarmKind Kind, int Count)> Wanted, WarmSettings Settings) Wanted()
    {
        try
        {
            var settings = WarmSettings.Read(settingsPath);
            var wanted = settings.Slots.Select(slot => (Kind: kinds.Of(slot.Kernel, slot.Profile), slot.Count)).Where(want => want.Kind is not null).Select(want => (want.Kind!, want.Count)).ToList();
            _complaint = null;

            // A host whose memory gets scarce gives up what nobody uses.
            return (HostMemory.AvailableMib() < settings.LeastFreeMemoryMib / 2 ? [] : wanted, settings);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            Complain(error.Message);
            return ([], WarmSettings.None);
        }
    }

    private async Task<bool> MayMakeAsync(WarmSettings settings)
    {
        List<SessionRecord> young;
        lock (_turn)
        {
            young = [.. _young];
        }

        foreach (var session in young)
        {
            if (await SupervisorLink.AskAsync(folders.PathOf(session.Order.Session), session.Uid, LinkCommand.Status).ConfigureAwait(false) is { Status.State: SessionState.Starting })
            {
                return false;
            }

            lock (_turn)
            {
                _young.Remove(session);
            }
        }

        return (_lastStart == 0 || time.GetElapsedTime(_lastStart) >= TimeSpan.FromMilliseconds(settings.QuietMilliseconds))
            && (_lastFailure == 0 || time.GetElapsedTime(_lastFailure) >= PauseAfterFailure)
            && HostMemory.AvailableMib() >= settings.LeastFreeMemoryMib;
    }

    private void Make(WarmKind kind)
    {
        var order = new StartSessionOrder(SessionId.Create(), "", null, kind.Kernel, kind.Limits.Profile.Name, time.GetUtcNow());
        try
        {
            if (making.Begin(order, kind.Limits, warm: true) is { } begun)
            {
                var slot = new Slot(making.Finish(begun), kind, time.GetTimestamp());
                lock (_turn)
                {
                    _slots.Add(slot);
                }
            }
        }
        catch (IOException error)
        {
            _lastFailure = time.GetTimestamp();
            Complain($"A warm kernel could not be made: {error.Message}");
        }
    }

    private void End(WarmSlot end)
    {
        if (Slots().Find(slot => slot.Record == end.Record) is { } slot && Take(slot) && !end.Ready)
        {
            _lastFailure = time.GetTimestamp();
            Complain($"A warm kernel {end.Kind.Kernel} did not come up and was ended.");
        }
    }

    private async Task RemoveDiscardedAsync(CancellationToken cancellation)
    {
        SessionRecord[] all;
        lock (_turn)
        {
            all = [.. _discarded];
        }

        foreach (var record in all)
        {
            try
            {
                await making.RemoveAsync(record, cancellation).ConfigureAwait(false);
                lock (_turn)
                {
                    _discarded.Remove(record);
                }
            }
            catch (IOException error)
            {
                Complain($"A warm kernel could not be removed, it is tried again: {error.Message}");
            }
        }
    }

    private async Task<bool> IsWarmAsync(SessionRecord slot) =>
        await SupervisorLink.AskAsync(folders.PathOf(slot.Order.Session), slot.Uid, LinkCommand.Status).ConfigureAwait(false) is { Status.State: SessionState.Warm };

    private List<Slot> Slots()
    {
        lock (_turn)
        {
            return [.. _slots];
        }
    }

    /// <summary>Takes a slot out of the pool for its one use.</summary>
    private Slot? Take(WarmKind kind)
    {
        lock (_turn)
        {
            var slot = _slots.Find(slot => slot.Ready && slot.Kind == kind);
            return slot is not null && _slots.Remove(slot) ? slot : null;
        }
    }

    /// <summary>Takes a slot out of the pool to throw it away; false when somebody has taken it already.</summary>
    private bool Take(Slot slot)
    {
        lock (_turn)
        {
            if (!_slots.Remove(slot))
            {
                return false;
            }

            _discarded.Add(slot.Record);
            return true;
        }
    }

    private void Discard(SessionRecord record)
    {
        lock (_turn)
        {
            _discarded.Add(record);
        }
    }

    // Once, not with every look.
    private void Complain(string text)
    {
        if (_complaint != text)
        {
            _complaint = text;
            Console.Error.WriteLine(text);
        }
    }
}
