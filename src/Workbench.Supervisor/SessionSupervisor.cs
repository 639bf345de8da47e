using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;
using Workbench.Supervisor.Journals;
using Workbench.Supervisor.Kernels;
using Workbench.Supervisor.Limits;
using Workbench.Supervisor.Sandbox;

namespace Workbench.Supervisor;

/// <summary>
/// One session: its kernel process of the moment, its journal, its state. It owns what must outlive the server and knows
/// neither people nor permits nor notebooks. Everything that happens goes through <see cref="SessionTransitions"/>.
/// </summary>
/// <param name="sandboxes">Starts the kernel's process.</param>
/// <param name="order">What the sandbox looks like.</param>
/// <param name="spec">The kernel.</param>
/// <param name="journal">Keeps what the kernel says.</param>
/// <param name="time">The clock.</param>
/// <param name="warm">True: a slot of the warm pool: nobody's, and deaf to everybody, until it is claimed.</param>
internal sealed class SessionSupervisor(SandboxProcess sandboxes, SandboxOrder order, KernelSpec spec, Journal journal, TimeProvider time, bool warm = false)
{
    private static readonly TimeSpan LookAtLimits = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private long _began = time.GetTimestamp();

    // Held while a kernel process is being started, from the very beginning: nobody may find a session without one.
    private readonly SemaphoreSlim _starting = new(0, 1);
    private readonly SupervisorMessages _messages = new(time);
    private readonly BusyParents _busy = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LimitReports? _reports;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KernelProcess? _kernel;
    private SessionState _state = warm ? SessionState.Warming : SessionState.Starting;
    private DateTimeOffset _lastActivity = time.GetUtcNow();
    private KernelEnd? _end;
    private int _restarts;

    public Journal Journal => journal;

    /// <summary>Completes when the session was ordered to end and its kernel is gone.</summary>
    public Task Over => _over.Task;

    /// <summary>True while this is a slot of the warm pool that nobody has claimed.</summary>
    private bool IsNobodys => _state is SessionState.Warming or SessionState.Warm;

    /// <summary>Completes at the next change of the state.</summary>
    public Task Changed
    {
        get
        {
            lock (_turn)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Starts the first kernel process; called once.</summary>
    public async Task StartAsync()
    {
        _reports = new LimitReports(new LimitWatch(order.Limits, order.SessionFolder), _messages, journal, time);
        _ = FollowLimitsAsync(_reports);
        await StartKernelAsync().ConfigureAwait(false);
        _starting.Release();
    }

    /// <param name="measure">True: also count processes and memory, which takes a walk through /proc.</param>
    public SessionStatus Status(bool measure)
    {
        var kernel = _kernel;
        var (bytes, count) = measure && kernel is not null ? kernel.Use() : (0, 0);
        lock (_turn)
        {
            return new SessionStatus(
                _state, journal.Last, journal.First, bytes, count, kernel?.Responding ?? true, _lastActivity, _restarts, _end,
                _reports is { Reached: { Count: > 0 } reached } ? reached : null);
        }
    }

    /// <summary>Makes a warm slot a session: from now on it has an age, takes orders, and can be restarted. Happens once at the most.</summary>
    /// <param name="allowed">Whether the caller may.</param>
    /// <param name="cancellation">The caller has left.</param>
    public async Task<LinkReply> ClaimAsync(bool allowed, CancellationToken cancellation)
    {
        // A kernel that does not answer at this moment is handed to nobody; the launcher starts another.
        var answers = allowed && _state == SessionState.Warm && _kernel is { } kernel && await kernel.AnswersAsync(cancellation).ConfigureAwait(false);
        lock (_turn)
        {
            if (!answers || _state != SessionState.Warm)
            {
                return Refuse(LinkRefusals.NotToClaim, "This is no warm kernel that waits to be claimed.");
            }

            _began = time.GetTimestamp();
            _lastActivity = time.GetUtcNow();
            Happened(SessionEvent.Claimed);
            return Done();
        }
    }

    public async Task<LinkReply> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancellation)
    {
        if (IsNobodys)
        {
            return Nobodys();
        }

        if (channel is not (JupyterChannel.Shell or JupyterChannel.Control or JupyterChannel.Stdin))
        {
            return Refuse(LinkRefusals.ChannelInvalid, "Messages go to a kernel on shell, control or stdin.");
        }

        // A start in progress is waited for: the message is meant for the kernel that comes, not for the one that goes.
        await _starting.WaitAsync(cancellation).ConfigureAwait(false);
        var kernel = _kernel;
        _starting.Release();
        return kernel is not null && await kernel.SendAsync(channel, message, cancellation).ConfigureAwait(false)
            ? Done()
            : Dead();
    }

    public async Task<LinkReply> InterruptAsync(CancellationToken cancellation) =>
        IsNobodys ? Nobodys() : _kernel is { } kernel && await kernel.InterruptAsync(spec.InterruptMode, cancellation).ConfigureAwait(false) ? Done() : Dead();

    public async Task<LinkReply> RestartAsync(CancellationToken cancellation)
    {
        if (IsNobodys)
        {
            return Nobodys();
        }

        await _starting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Happened(SessionEvent.RestartOrdered);
            journal.Append(JupyterChannel.IoPub, _messages.Restarting());
            await EndKernelAsync().ConfigureAwait(false);
            TemporaryFolders.Empty(order.SessionFolder);
            lock (_turn)
            {
                _restarts++;
                _end = null;
            }

            await StartKernelAsync().ConfigureAwait(false);
            return _kernel is { } fresh && await fresh.Ready.ConfigureAwait(false) ? Done() : Dead();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the kernel, not the session: its journal can still be read, with the reason as its last entry.</summary>
    public async Task<LinkReply> EndAsync(string why)
    {
        if (IsNobodys)
        {
            return Nobodys();
        }

        Died(KernelEnds.Stopped(why));
        await EndKernelAsync().ConfigureAwait(false);
        return Done();
    }

    public async Task ShutdownAsync()
    {
        Happened(SessionEvent.SessionEnded);
        await EndKernelAsync().ConfigureAwait(false);
        _over.TrySetResult();
    }

    /// <summary>Looks at the limits every second until the session is over, and ends it when its time is used up.</summary>
    private async Task FollowLimitsAsync(LimitReports reports)
    {
        var allowed = new SessionTime(TimeSpan.FromHours(order.Profile.LongestHours));
        using var timer = new PeriodicTimer(LookAtLimits, time);
        while (!_over.Task.IsCompleted && await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            if (IsNobodys)
            {
                continue;
            }

            reports.Check();
            switch (allowed.Decide(time.GetElapsedTime(_began)))
            {
                case TimeVerdict.Warn:
                    reports.Tell(LimitTexts.Time, $"This session ends in {SessionTime.Notice.TotalMinutes:F0} minutes. {LimitTexts.For(LimitTexts.Time, order.Profile)}");
                    break;
                case TimeVerdict.End:
                    Died(KernelEnds.TimeUsedUp(LimitTexts.For(LimitTexts.Time, order.Profile)));
                    await ShutdownAsync().ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Ends the kernel process on somebody's order, which is no death: it is forgotten first.</summary>
    private async Task EndKernelAsync()
    {
        if (Interlocked.Exchange(ref _kernel, null) is { } kernel)
        {
            kernel.Kill();
            await kernel.Ended.ConfigureAwait(false);
        }
    }

    private async Task StartKernelAsync()
    {
        lock (_turn)
        {
            _busy.Clear();
        }

        try
        {
            var kernel = await KernelProcess.StartAsync(sandboxes, order, spec.Name, _messages, Received).ConfigureAwait(false);
            _kernel = kernel;
            _ = FollowAsync(kernel);
        }
        catch (IOException error)
        {
            _kernel = null;
            Died(KernelEnds.NotStarted(error.Message, ""));
        }
    }

    private async Task FollowAsync(KernelProcess kernel)
    {
        if (await kernel.Ready.ConfigureAwait(false) && (!IsNobodys || await kernel.WarmUpAsync(spec.WarmUp).ConfigureAwait(false)))
        {
            Happened(SessionEvent.KernelReady);
        }

        var end = await kernel.Ended.ConfigureAwait(false);
        if (kernel == _kernel)
        {
            Died(end);
        }
    }

    private void Died(KernelEnd end)
    {
        lock (_turn)
        {
            _end = end;
        }

        journal.Append(JupyterChannel.IoPub, _messages.Dead(end));
        Happened(SessionEvent.KernelDied);
    }

    private void Received(JupyterChannel channel, JupyterMessage message)
    {
        if (channel == JupyterChannel.IoPub)
        {
            _reports?.Observe(message);
        }

        journal.Append(channel, message);
        if (channel != JupyterChannel.IoPub || SupervisorMessages.ExecutionState(message) is not { } state || message.ParentHeader?.MsgId is not { } parent)
        {
            return;
        }

        bool any;
        lock (_turn)
        {
            if (state == "busy")
            {
                _busy.Busy(parent);
            }
            else if (state == "idle")
            {
                _busy.Idle(parent);
            }

            any = _busy.Any;
        }

        Happened(any ? SessionEvent.KernelBusy : SessionEvent.KernelIdle);
    }

    private void Happened(SessionEvent happened)
    {
        TaskCompletionSource changed;
        lock (_turn)
        {
            var next = SessionTransitions.Apply(_state, happened);
            if (next == _state)
            {
                return;
            }

            if (happened is SessionEvent.KernelBusy or SessionEvent.KernelIdle)
            {
                _lastActivity = time.GetUtcNow();
            }

            if (IsNobodys && next == SessionState.Ended)
            {
                // The sandbox ends with this process.
                _over.TrySetResult();
            }

            _state = next;

            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    private LinkReply Done() => new(null, null, Status(measure: false));

    private LinkReply Nobodys() => Refuse(LinkRefusals.NobodysYet, "This kernel is nobody's yet.");

    private LinkReply Dead() => Refuse(LinkRefusals.KernelDead, _end?.Text ?? "The kernel is dead. Restart it.");

    private LinkReply Refuse(string code, string message) => new(code, message, Status(measure: false));
}
