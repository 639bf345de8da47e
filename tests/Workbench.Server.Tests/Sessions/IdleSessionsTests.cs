using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Sessions;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Sessions;

/// <summary>Sessions without work, in the real server with a played engine and a clock that is moved.</summary>
public sealed class IdleSessionsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wb-i-").FullName;
    private RunningServer? server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Idle_session_is_warned_then_stopped_and_the_audit_says_why()
    {
        var (registry, idle, clock) = await StartAsync(SessionState.Idle);
        var session = (await registry.StartAsync(new SessionOrder("researcher", "python3", ResourceProfile: "small"))).Session!;

        await idle.LookAsync(CancellationToken.None);
        Assert.Null(idle.StopsAt(session.Id));
        clock.Move(TimeSpan.FromMinutes(59));
        await idle.LookAsync(CancellationToken.None);
        Assert.InRange(idle.StopsAt(session.Id)!.Value, clock.GetUtcNow() + TimeSpan.FromMinutes(4), clock.GetUtcNow() + IdleRule.Notice);
        Assert.NotNull(registry.Find(session.Id));
        clock.Move(TimeSpan.FromMinutes(6));
        await idle.LookAsync(CancellationToken.None);

        Assert.Null(registry.Find(session.Id));
        var events = (await (await server!.SignInAsync("steward")).GetAsync("audit")).Ok.GetProperty("events").EnumerateArray();
        Assert.Contains(events, one => one.GetProperty("kind").GetString() == "session-stopped" && one.GetProperty("sentence").GetString()!.Contains("no work for 60 minutes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Busy_session_is_never_stopped()
    {
        var (registry, idle, clock) = await StartAsync(SessionState.Busy);
        var session = (await registry.StartAsync(new SessionOrder("researcher", "python3", ResourceProfile: "small"))).Session!;

        for (var day = 0; day < 3; day++)
        {
            clock.Move(TimeSpan.FromDays(1));
            await idle.LookAsync(CancellationToken.None);
        }

        Assert.NotNull(registry.Find(session.Id));
        Assert.Null(idle.StopsAt(session.Id));
        await registry.StopAsync(session.Id);
    }

    private async Task<(SessionRegistry Registry, IdleSessions Idle, MovedClock Clock)> StartAsync(SessionState state)
    {
        var engine = new PlayedEngine(folder) { State = state, Limits = new SessionLimits(ResourceProfile.Defaults[0], LimitHolds.None) };
        server = new RunningServer { Replace = services => services.AddSingleton<KernelEngine>(engine) };
        await server.InitializeAsync();
        var clock = new MovedClock();
        var registry = server.Get<SessionRegistry>();
        return (registry, new IdleSessions(registry, server.Get<SessionEnding>(), clock, NullLogger<IdleSessions>.Instance), clock);
    }

    /// <summary>The real clock, moved forward; it has one tick per timestamp.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan moved;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Move(TimeSpan by) => moved += by;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + moved;

        public override long GetTimestamp() => moved.Ticks;
    }
}
