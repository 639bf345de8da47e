using System.Collections.Concurrent;
using Workbench.Notebooks.Engines;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Sessions;

/// <summary>
/// All sessions of this server. The engine's list is the truth; the registry holds one <see cref="KernelSession"/> per entry
/// and calls the server's hooks around it. It can be thrown away and built again at any time without touching a kernel.
/// </summary>
public sealed class SessionRegistry(KernelEngine engine, SessionHooks hooks, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SessionId, KernelSession> _sessions = new();

    /// <summary>Sessions now, in no order. Ended ones stay until <see cref="StopAsync"/>, so that their last outputs can be read.</summary>
    public IReadOnlyCollection<KernelSession> Sessions => [.. _sessions.Values];

    public KernelSession? Find(SessionId id) => _sessions.GetValueOrDefault(id);

    /// <summary>Can kernels be started now, and if not why?</summary>
    public Task<SandboxStatus> StatusAsync(CancellationToken cancellation = default) => engine.StatusAsync(cancellation);

    /// <summary>Takes over every session that the engine has; called once when the server starts.</summary>
    /// <exception cref="KernelEngineException">The engine does not answer.</exception>
    public async Task ReconcileAsync(CancellationToken cancellation = default)
    {
        foreach (var launched in await engine.ListAsync(cancellation).ConfigureAwait(false))
        {
            if (!_sessions.ContainsKey(launched.Order.Session))
            {
                await AdoptAsync(launched, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Starts a session. It is returned as soon as its supervisor answers; the kernel may still be starting. The engine may hand out
    /// a kernel that it kept warm; the session then has the id that this one was made with.
    /// </summary>
    public async Task<SessionStart> StartAsync(SessionOrder order, CancellationToken cancellation = default)
    {
        var start = new StartSessionOrder(
            SessionId.Create(), order.Owner, order.Project, order.KernelSpecName, order.ResourceProfile ?? ResourceProfile.Default, time.GetUtcNow());
        var result = await engine.StartAsync(start, cancellation).ConfigureAwait(false);
        if (result.Session is not { } launched)
        {
            return SessionStart.Refused(result.Refusal!.Code, result.Refusal.Message);
        }

        try
        {
            return SessionStart.Of(await AdoptAsync(launched, cancellation).ConfigureAwait(false));
        }
        catch
        {
            // Nobody would ever hear of this session again, so it must not stay.
            await StopAsync(launched.Order.Session, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends a session: its processes, its folder, its uid, its entry here. False when there is none.</summary>
    /// <exception cref="KernelEngineException">The engine does not answer; the session stays listed.</exception>
    public async Task<bool> StopAsync(SessionId id, CancellationToken cancellation = default)
    {
        var stopped = await engine.StopAsync(id, cancellation).ConfigureAwait(false);
        if (_sessions.TryRemove(id, out var session))
        {
            await hooks.Ended(session.Info).ConfigureAwait(false);
            await session.DisposeAsync().ConfigureAwait(false);
        }

        return stopped;
    }

    /// <summary>Lets go of all sessions without ending any.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _sessions.Clear();
    }

    private async Task<KernelSession> AdoptAsync(LaunchedSession launched, CancellationToken cancellation)
    {
        var order = launched.Order;
        var session = new KernelSession(engine, new SessionInfo(
            order.Session, order.Owner, order.Project, order.KernelSpec, order.ResourceProfile, order.StartedAt, launched.Folder, launched.Uid, launched.Limits));
        _sessions[session.Id] = session;
        await hooks.FolderReady(session.Info, cancellation).ConfigureAwait(false);
        await session.ConnectAsync(cancellation).ConfigureAwait(false);
        return session;
    }
}
