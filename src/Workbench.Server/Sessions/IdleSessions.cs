using System.Collections.Concurrent;
using System.Globalization;
using Workbench.Governance.Decisions;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Server.Sessions;

/// <summary>Warns of sessions that do no work and stops them, by <see cref="IdleRule"/>.</summary>
internal sealed partial class IdleSessions(SessionRegistry registry, SessionEnding ending, TimeProvider clock, ILogger<IdleSessions> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    // Timestamps of the monotonic clock: a warning is as old as it is, whatever the wall clock says.
    private readonly ConcurrentDictionary<SessionId, long> warned = new();

    /// <summary>When a session that was warned will be stopped; null when it was not.</summary>
    public DateTimeOffset? StopsAt(SessionId session) => warned.TryGetValue(session, out var at)
        ? clock.GetUtcNow() + IdleRule.Notice - clock.GetElapsedTime(at)
        : null;

    /// <summary>Looks at every session once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        foreach (var session in registry.Sessions.Where(session => session.Info.Limits is not null))
        {
            var limit = TimeSpan.FromMinutes(session.Info.Limits!.Profile.IdleMinutes);
            TimeSpan? since = warned.TryGetValue(session.Id, out var at) ? clock.GetElapsedTime(at) : null;
            switch (IdleRule.Decide(session.State, session.LastActivity, limit, since, clock.GetUtcNow()))
            {
                case IdleVerdict.Keep:
                    warned.TryRemove(session.Id, out _);
                    break;
                case IdleVerdict.Warn:
                    warned.TryAdd(session.Id, clock.GetTimestamp());
                    break;
                case IdleVerdict.Stop:
                    await StopAsync(session, limit, cancel);
                    break;
            }
        }

        foreach (var gone in warned.Keys.Where(id => registry.Find(id) is null))
        {
            warned.TryRemove(gone, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task StopAsync(KernelSession session, TimeSpan limit, CancellationToken cancel)
    {
        var minutes = limit.TotalMinutes.ToString("F0", CultureInfo.InvariantCulture);
        try
        {
            await ending.EndAsync(
                session, Actor.Server, $"no work for {minutes} minutes",
                $"This session was stopped because it had done no work for {minutes} minutes, the limit of its resource profile.", cancel);
        }
        catch (KernelEngineException)
        {
            LogNotStopped(session.Id.Value);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Session {Session} has done no work for too long and could not be stopped; it is tried again")]
    private partial void LogNotStopped(string session);
}
