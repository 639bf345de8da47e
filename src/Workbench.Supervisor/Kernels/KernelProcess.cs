using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;
using Workbench.Protocol.Zmtp;
using Workbench.Supervisor.Limits;
using Workbench.Supervisor.Sandbox;

namespace Workbench.Supervisor.Kernels;

/// <summary>One kernel process from its start to its end: sandbox, sockets, first answer, messages, heartbeat.</summary>
internal sealed class KernelProcess
{
    private const int Interrupt = 2;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan NudgePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(500);

    private readonly RunningSandbox _sandbox;
    private readonly SupervisorMessages _own;
    private readonly KernelFolder _folder;
    private readonly ConnectionFile _file;
    private readonly Action<JupyterChannel, JupyterMessage> _received;
    private readonly TaskCompletionSource<KernelConnection?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _warmedUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heardShell = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heardIoPub = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly long _machineKillsBefore = MachineMemory.Kills();
    private readonly GroupMeter _meter;
    private readonly string _outOfMemory;
    private readonly long _sessionKillsBefore;

    private KernelProcess(
        RunningSandbox sandbox, SupervisorMessages own, KernelFolder folder, ConnectionFile file, SupervisorLimits limits, Action<JupyterChannel, JupyterMessage> received)
    {
        (_sandbox, _own, _folder, _file, _received) = (sandbox, own, folder, file, received);
        _meter = new GroupMeter(limits.Groups);
        _outOfMemory = LimitTexts.For(LimitTexts.Memory, limits.Limits.Profile);
        _sessionKillsBefore = _meter.MemoryKills();
        _ = sandbox.Ended.ContinueWith(_ => _over.Cancel(), TaskScheduler.Default);
        Ended = RunAsync();
    }

    /// <summary>Completes after the last message of the process was handed on.</summary>
    public Task<KernelEnd> Ended { get; }

    /// <summary>True once the kernel has answered.</summary>
    public Task<bool> Ready => _ready.Task.ContinueWith(t => t.Result is not null, TaskScheduler.Default);

    /// <summary>False when the last heartbeat was not answered.</summary>
    public bool Responding { get; private set; } = true;

    /// <param name="sandboxes">Starts the process.</param>
    /// <param name="order">The sandbox.</param>
    /// <param name="kernelName">Name of the spec.</param>
    /// <param name="own">Makes the supervisor's own messages.</param>
    /// <param name="received">Gets every message for the journal, one at a time per channel.</param>
    public static async Task<KernelProcess> StartAsync(
        SandboxProcess sandboxes, SandboxOrder order, string kernelName, SupervisorMessages own, Action<JupyterChannel, JupyterMessage> received)
    {
        var folder = new KernelFolder(Path.Combine(order.SessionFolder, "run"));
        var file = folder.Prepare(kernelName);
        var sandbox = await sandboxes.StartAsync(order).ConfigureAwait(false);
        return new KernelProcess(sandbox, own, folder, file, order.Limits, received);
    }

    /// <summary>Hands a message over as soon as the kernel answers; false when it is dead.</summary>
    public async Task<bool> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancellation)
    {
        if (await _ready.Task.WaitAsync(cancellation).ConfigureAwait(false) is not { } connection)
        {
            return false;
        }

        try
        {
            await connection.SendAsync(channel, message, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ZmtpException)
        {
            return false;
        }
    }

    /// <summary>
    /// Runs a cell of the supervisor's own, silently; nothing of it comes into the journal. A kernel that does not answer it is
    /// ended.
    /// </summary>
    /// <returns>True when the kernel has answered.</returns>
    public async Task<bool> WarmUpAsync(string code)
    {
        await SendAsync(JupyterChannel.Shell, _own.WarmUpRequest(code), CancellationToken.None).ConfigureAwait(false);
        await Task.WhenAny(_warmedUp.Task, _sandbox.Ended, Task.Delay(WarmUpLimit)).ConfigureAwait(false);
        if (!_warmedUp.Task.IsCompleted)
        {
            Kill();
        }

        return _warmedUp.Task.IsCompleted;
    }

    /// <summary>Asks the kernel something; false when it does not answer soon.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        var answered = _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return await SendAsync(JupyterChannel.Shell, _own.KernelInfoRequest(), cancellation).ConfigureAwait(false)
            && await Task.WhenAny(answered.Task, _sandbox.Ended, Task.Delay(AnswerLimit, cancellation)).ConfigureAwait(false) == answered.Task;
    }

    public async Task<bool> InterruptAsync(InterruptMode mode, CancellationToken cancellation)
    {
        if (mode == InterruptMode.Message)
        {
            return await SendAsync(JupyterChannel.Control, _own.InterruptRequest(), cancellation).ConfigureAwait(false);
        }

        if (_sandbox.Ended.IsCompleted || ProcessTree.Kernel(_sandbox.ProcessId) is not { } kernel)
        {
            return false;
        }

        // The group, so that a program which the cell started stops too, but only a group that the kernel leads itself.
        ChildProcess.Signal(kernel.Group == kernel.Pid ? -kernel.Group : kernel.Pid, Interrupt);
        return true;
    }

    public (long Bytes, int Count) Use() => _sandbox.Ended.IsCompleted ? (0, 0) : ProcessTree.Use(_sandbox.ProcessId);

    public void Kill()
    {
        if (!_sandbox.Ended.IsCompleted)
        {
            _sandbox.Kill();
        }
    }

    private async Task<KernelEnd> RunAsync()
    {
        KernelEnd? verdict = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
            limit.CancelAfter(StartLimit);
            await using var connection = await KernelConnection.OpenAsync(_folder, _file, limit.Token).ConfigureAwait(false);
            using var draining = new CancellationTokenSource();
            var receiving = connection.ReceiveAsync(Received, draining.Token);
            await NudgeAsync(connection, limit.Token).ConfigureAwait(false);
            _ready.TrySetResult(connection);
            var heart = HeartbeatAsync(_over.Token);
            verdict = await WatchAsync(connection).ConfigureAwait(false);

            // What the process wrote before it ended still stands in the sockets and belongs into the journal.
            draining.CancelAfter(DrainLimit);
            await receiving.ConfigureAwait(false);
            await heart.ConfigureAwait(false);
        }
        catch (Exception error) when (error is HostileKernelException or ZmtpException)
        {
            verdict = await EndsByItselfAsync().ConfigureAwait(false)
                ? null
                : KernelEnds.BrokeProtocol("one of its sockets is not what it should be.", _sandbox.Output.Text);
        }
        catch (OperationCanceledException)
        {
            verdict = _sandbox.Ended.IsCompleted
                ? null
                : KernelEnds.NotStarted($"it did not answer within {StartLimit.TotalSeconds:F0} s.", _sandbox.Output.Text);
        }

        Kill();
        var end = await _sandbox.Ended.ConfigureAwait(false);
        var started = !_ready.TrySetResult(null);
        var described = KernelEnds.Describe(
            end, _sandbox.Output.Text, MachineMemory.Kills() > _machineKillsBefore, _meter.MemoryKills() > _sessionKillsBefore ? _outOfMemory : null);
        return verdict ?? (started ? described : described with { Reason = KernelEndReason.NotStarted });
    }

    /// <summary>Waits for the end of the process; a kernel that closes a socket but lives on would lose output unseen, so it is ended.</summary>
    private async Task<KernelEnd?> WatchAsync(KernelConnection connection)
    {
        await Task.WhenAny(_sandbox.Ended, connection.FirstClosed).ConfigureAwait(false);
        if (await EndsByItselfAsync().ConfigureAwait(false))
        {
            return null;
        }

        Kill();
        return KernelEnds.BrokeProtocol("it closed a socket or sent a message beyond the limit of 64 MiB.", _sandbox.Output.Text);
    }

    // The sockets of a dying process close a moment before its end is known.
    private async Task<bool> EndsByItselfAsync()
    {
        await Task.WhenAny(_sandbox.Ended, Task.Delay(DrainLimit)).ConfigureAwait(false);
        return _sandbox.Ended.IsCompleted;
    }

    /// <summary>Asks until both an answer and a published message have come: only then is the subscription known to be in place.</summary>
    private async Task NudgeAsync(KernelConnection connection, CancellationToken cancellation)
    {
        var heard = Task.WhenAll(_heardShell.Task, _heardIoPub.Task);
        while (!heard.IsCompleted)
        {
            await connection.SendAsync(JupyterChannel.Shell, _own.KernelInfoRequest(), cancellation).ConfigureAwait(false);
            await Task.WhenAny(heard, Task.Delay(NudgePause, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private void Received(JupyterChannel channel, JupyterMessage message)
    {
        (channel == JupyterChannel.IoPub ? _heardIoPub : _heardShell).TrySetResult();
        if (!_own.IsAnswerToOwn(message))
        {
            _received(channel, message);
        }
        else if (channel == JupyterChannel.Shell)
        {
            (message.MsgType == "execute_reply" ? _warmedUp : _answered).TrySetResult();
        }
    }

    private async Task HeartbeatAsync(CancellationToken cancellation)
    {
        var (pause, patience) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var heart = await KernelConnection.OpenHeartbeatAsync(_folder, _file, cancellation).ConfigureAwait(false);
                while (true)
                {
                    await heart.RequestAsync(["ping"u8.ToArray()], CancellationToken.None).WaitAsync(patience, cancellation).ConfigureAwait(false);
                    Responding = true;
                    await Task.Delay(pause, cancellation).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (error is ZmtpException or HostileKernelException or TimeoutException or OperationCanceledException)
            {
                // After a missed answer the socket is out of turn; a new one asks again.
                Responding = cancellation.IsCancellationRequested;
                await Task.WhenAny(Task.Delay(pause, cancellation)).ConfigureAwait(false);
            }
        }
    }
}
