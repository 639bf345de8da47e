using System.Diagnostics;
using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Faults;
using Workbench.Notebooks.Tests.Limits;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Warm;

/// <summary>Warm kernels in the real sandbox: what a person gets is what a cold start would have given, once, or a cold start.</summary>
public sealed class WarmPoolTests(WarmPoolTests.WarmHost warm) : IClassFixture<WarmPoolTests.WarmHost>
{
    private const string OneSlot = """{"slots":[{"kernel":"python3","count":1,"profile":"small"}],"leastFreeMemoryMib":0,"quietMilliseconds":500}""";

    /// <summary>Everything that a cell can see of the wall around it; names of a session are opaque and left out.</summary>
    private const string WallAsSeenFromInside = """
        import os, re
        def lines(path): return [re.sub(r'[0-9a-f]{16}|[ug]id=[0-9]+|/loop[0-9]+|[0-9]+:[0-9]+|^[0-9]+ [0-9]+', '#', line) for line in open(path).read().split('\n')]
        print('\n'.join(sorted(lines('/proc/self/mountinfo'))))
        print('\n'.join(lines('/proc/self/limits')))
        print('\n'.join(l for l in lines('/proc/self/status') if re.match('Cap|Seccomp|NoNewPrivs|Groups', l)))
        print('\n'.join(lines('/proc/self/uid_map')[0].split()[:1]), sorted(os.environ.items()))
        print([re.sub('/workbench-.*', '/workbench', l) for l in lines('/proc/self/cgroup')])
        print(sorted({os.sched_getscheduler(int(t)) for t in os.listdir('/proc/self/task')}), os.nice(0), os.getcwd(), os.listdir('/run/broker'), os.listdir('.'), os.listdir('/tmp'))
        print(os.sched_getscheduler(os.getppid()), sorted({os.readlink('/proc/self/fd/' + f).split(':')[0] for f in os.listdir('/proc/self/fd') if os.path.lexists('/proc/self/fd/' + f)}))
        """;

    private SessionHost Host => warm.Host;

    [Fact]
    public async Task Claimed_slot_is_the_persons_once_and_looks_from_inside_as_a_cold_session_does()
    {
        var slot = await warm.SlotAsync();
        await using var registry = Host.NewRegistry();
        var orders = Enumerable.Range(0, 2).Select(n => registry.StartAsync(new SessionOrder($"demo-{n}", "python3", $"project-{n}", "small")));

        var starts = await Task.WhenAll(orders);

        Assert.All(starts, start => Assert.True(start.Started, start.Refusal?.Message));
        var claimed = Assert.Single(starts, start => start.Session!.Id == slot).Session!;
        var cold = Assert.Single(starts, start => start.Session!.Id != slot).Session!;
        var all = (await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions))).Sessions!;
        foreach (var session in new[] { claimed, cold })
        {
            var listed = Assert.Single(all, one => one.Order.Session == session.Id);
            Assert.Equal((session.Owner, session.Info.Project, session.Info.ResourceProfile, session.StartedAt), (listed.Order.Owner, listed.Order.Project, listed.Order.ResourceProfile, listed.Order.StartedAt));
            Assert.Equal(claimed.Info.Limits, listed.Limits);
        }

        Assert.NotEqual(cold.Info.Uid, claimed.Info.Uid);
        Assert.Equal("1", await Cells.RunAsync(claimed, "kept = 1; kept"));
        Assert.Equal(await Cells.RunAsync(cold, WallAsSeenFromInside), await Cells.RunAsync(claimed, WallAsSeenFromInside));
        Assert.Equal("3", await Cells.RunAsync(claimed, "get_ipython().execution_count"));

        // It ends as any session does, and what comes next is another slot.
        await StopAsync(registry, claimed, cold);
        Assert.Empty(Leftovers.Of(claimed.Info));
        Assert.NotEqual(slot, await warm.SlotAsync());
    }

    [Fact]
    public async Task Other_profile_or_kernel_starts_cold_and_the_slot_stays()
    {
        var slot = await warm.SlotAsync();
        await using var registry = Host.NewRegistry();

        var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3", ResourceProfile: "medium"));

        Assert.NotEqual(slot, start.Session!.Id);
        Assert.Equal("medium", start.Session.Info.Limits!.Profile.Name);
        Assert.Equal(slot, await warm.SlotAsync());
        await StopAsync(registry, start.Session);
    }

    [Fact]
    public async Task Slot_takes_nothing_from_anybody_and_only_the_launcher_may_claim_it()
    {
        var slot = await warm.SlotAsync();
        var engine = new Notebooks.Engines.LocalKernelEngine(Host.Client);
        await using var session = new KernelSession(engine, warm.InfoOf(slot));

        var refusals = new[]
        {
            await session.SendAsync(Protocol.Jupyter.JupyterChannel.Shell, Cells.Request("execute_request", new { code = "left = 1" })),
            await session.SendAsync(Protocol.Jupyter.JupyterChannel.Control, Cells.Request("shutdown_request", new { restart = false })),
            await session.InterruptAsync(), await session.RestartAsync(), await session.EndAsync("reason"),
        };

        Assert.All(refusals, refusal => Assert.Equal(LinkRefusals.NobodysYet, refusal?.Code));
        Assert.Contains($"\"{LinkRefusals.NotToClaim}\"", await ClaimAsServerAsync(warm.InfoOf(slot)), StringComparison.Ordinal);
        Assert.Equal(LauncherRefusals.SessionUnknown, (await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.StopSession, Session: slot))).Refusal!.Code);
        Assert.DoesNotContain((await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions))).Sessions!, listed => listed.Order.Session == slot);
        Assert.Equal(slot, await warm.SlotAsync());
    }

    [Theory]
    [InlineData("kernel")]
    [InlineData("supervisor")]
    public async Task Slot_that_cannot_be_claimed_is_thrown_away_and_the_session_starts_cold(string killed)
    {
        var slot = await warm.SlotAsync();
        var info = warm.InfoOf(slot);
        await using var registry = Host.NewRegistry();
        ChildProcess.Signal(killed == "kernel" ? SessionProcesses.Kernel(info) : SessionProcesses.Supervisor(info), 9);

        var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3", ResourceProfile: "small"));

        Assert.NotEqual(slot, start.Session!.Id);
        Assert.Equal("2", await Cells.RunAsync(start.Session, "1 + 1"));
        await warm.GoneAsync(info);
        await StopAsync(registry, start.Session);
    }

    [Fact]
    public async Task Slots_go_with_their_settings_their_profile_and_their_launcher()
    {
        var first = warm.InfoOf(await warm.SlotAsync());

        await Host.KillLauncherAsync();
        await Host.StartLauncherAsync();
        await warm.GoneAsync(first);

        var second = warm.InfoOf(await warm.SlotAsync());
        var profiles = (await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListProfiles))).Profiles!;
        await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.SetProfiles, Profiles: [.. profiles.Select(profile => profile with { LongestHours = profile.LongestHours + 1 })]));
        await warm.GoneAsync(second);

        var third = warm.InfoOf(await warm.SlotAsync());
        await File.WriteAllTextAsync(Host.WarmSettings, "{ damaged");
        await warm.GoneAsync(third);
        await File.WriteAllTextAsync(Host.WarmSettings, OneSlot);
        await warm.SlotAsync();
    }

    private static async Task<string> ClaimAsServerAsync(SessionInfo slot)
    {
        const string claim = "import socket, sys\ns = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(bytes([2, 0, 0, 0, 3, 5])); print(s.recv(4096)[5:].decode())";
        var serverUid = await ReadAsync("stat", "-c", "%g", Path.Combine(slot.Folder, "link"));
        return await ReadAsync("setpriv", "--reuid", serverUid, "--regid", serverUid, "--clear-groups", "/usr/bin/python3", "-c", claim, Path.Combine(slot.Folder, "link", "l.sock"));
    }

    private static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static async Task StopAsync(SessionRegistry registry, params KernelSession[] sessions)
    {
        foreach (var session in sessions)
        {
            Assert.True(await registry.StopAsync(session.Id));
        }
    }

    /// <summary>A launcher that keeps one Python kernel warm.</summary>
    public sealed class WarmHost : IAsyncLifetime
    {
        public SessionHost Host { get; } = new() { Warm = OneSlot };

        public Task InitializeAsync()
        {
            Assert.True(SessionHost.IsRoot, "Warm kernels have uids of their own: run this as root, as ./workbench test does.");
            return Host.InitializeAsync();
        }

        public Task DisposeAsync() => Host.DisposeAsync();

        /// <summary>Waits until the launcher says that exactly its one slot can be claimed.</summary>
        public async Task<SessionId> SlotAsync()
        {
            using var patience = new CancellationTokenSource(Cells.Patience);
            while ((await Host.Client.AskAsync(new LauncherRequest(LauncherVerbs.Status))).Status!.Warm is not [{ Ready: 1, Coming: 0 }])
            {
                await Task.Delay(50, patience.Token);
            }

            return Assert.Single(Records(), record => record.Warm).Id;
        }

        /// <summary>The slot as a session, which it is not yet.</summary>
        public SessionInfo InfoOf(SessionId slot) => new(
            slot, "nobody", null, "python3", "small", default, Path.Combine(Host.DataFolder, "sessions", slot.Value), Records().Single(record => record.Id == slot).Uid);

        public async Task GoneAsync(SessionInfo slot)
        {
            using var patience = new CancellationTokenSource(Cells.Patience);
            while (Leftovers.Of(slot).Any() || SessionProcesses.Of(slot).Any() || Records().Any(record => record.Id == slot.Id))
            {
                await Task.Delay(50, patience.Token);
            }
        }

        private IReadOnlyList<(SessionId Id, bool Warm, int Uid)> Records() =>
        [
            .. Directory.EnumerateFiles(Path.Combine(Host.DataFolder, "run", "sessions"), "*.json")
                .Select(TextOf).OfType<string>()
                .Select(text => JsonDocument.Parse(text).RootElement)
                .Select(record => (SessionId.Parse(record.GetProperty("order").GetProperty("session").GetString()!), record.GetProperty("warm").GetBoolean(), record.GetProperty("uid").GetInt32())),
        ];

        // A record goes when its slot does.
        private static string? TextOf(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
        }
    }
}
