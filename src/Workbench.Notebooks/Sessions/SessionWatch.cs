using System.Text.Json;
using Workbench.Notebooks.Engines;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Sessions;

/// <summary>
/// Follows one session's condition over a connection of its own. A connection that breaks is opened again; only when the
/// engine itself says that the session no longer runs is it over. "Cannot tell" stays "cannot tell".
/// </summary>
internal sealed class SessionWatch(KernelEngine engine, SessionInfo info) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    public SessionStatus Status { get; private set; } =
        new(SessionState.Starting, 0, 1, 0, 0, true, info.StartedAt, 0, null);

    public Action<SessionStatus>? Changed { get; init; }

    public Task Completion => _over.Task;

    /// <summary>Begins to follow; returns when the supervisor has answered once or the session is over.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _loop = Task.Run(FollowAsync, CancellationToken.None);
        await _connected.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>After a reader's connection ended: waits until it is clear whether the session is over.</summary>
    public async Task<bool> IsOverAsync(CancellationToken cancellation)
    {
        await Task.WhenAny(_over.Task, Task.Delay(FirstPause * 4, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return _over.Task.IsCompleted;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        End();
        _stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        var pause = FirstPause;
        while (!_stopping.IsCancellationRequested)
        {
            if (await FollowOnceAsync().ConfigureAwait(false))
            {
                pause = FirstPause;
            }

            try
            {
                if (Status.State == SessionState.Ended || (pause > FirstPause * 8 && !await RunsAsync().ConfigureAwait(false)))
                {
                    End();
                    return;
                }

                await Task.Delay(pause, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>True when at least one status came over the connection.</summary>
    private async Task<bool> FollowOnceAsync()
    {
        var any = false;
        try
        {
            var stream = await engine.OpenLinkAsync(info, _stopping.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                await LinkFrame.WriteAsync(stream, LinkFrameKind.Watch, default, _stopping.Token).ConfigureAwait(false);
                while (await LinkFrame.ReadAsync(stream, _stopping.Token).ConfigureAwait(false) is { Kind: LinkFrameKind.Status, Body: var body })
                {
                    any = true;
                    Take(JsonSerializer.Deserialize(body.Span, LinkJson.Default.SessionStatus)!);
                    _connected.TrySetResult();
                }
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or OperationCanceledException)
        {
            // The loop decides what a lost connection means.
        }

        return any;
    }

    private async Task<bool> RunsAsync()
    {
        try
        {
            var sessions = await engine.ListAsync(_stopping.Token).ConfigureAwait(false);
            return sessions.Any(s => s.Order.Session == info.Id && s.Running);
        }
        catch (KernelEngineException)
        {
            return true;
        }
    }

    private void End()
    {
        if (!_stopping.IsCancellationRequested && Status.State != SessionState.Ended)
        {
            Take(Status with { State = SessionTransitions.Apply(Status.State, SessionEvent.SessionEnded) });
        }

        _connected.TrySetResult();
        _over.TrySetResult();
    }

    private void Take(SessionStatus status)
    {
        Status = status;
        Changed?.Invoke(status);
    }
}
