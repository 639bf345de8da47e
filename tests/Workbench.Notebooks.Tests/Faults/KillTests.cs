using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Limits;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Faults;

/// <summary>
/// kill -9 of everything, at points that a seed decides, while cells run: four sessions at once, a kill for each of them in every
/// round. Whatever a reader was given stays readable, in order and once; what is killed is told; what is stopped leaves nothing.
/// </summary>
public sealed class KillTests(SessionHost host) : IClassFixture<SessionHost>
{
    private const int Kill = 9;
    private const int SessionsAtOnce = 4;
    private const int Lines = 30;

    private static readonly string[] Victims = ["kernel", "sandbox", "init", "supervisor", "server"];

    private static readonly string Cell = $"import time\nfor i in range({Lines}):\n    print(i, flush=True); time.sleep(0.01)";

    private static readonly string Whole = string.Concat(Enumerable.Range(0, Lines).Select(i => $"{i}\n"));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    public async Task Kills_at_random_points_lose_nothing_that_was_read_and_leave_nothing(int seed, int rounds)
    {
        var random = new Random(seed);
        var registry = host.NewRegistry();
        var sessions = await Task.WhenAll(Enumerable.Range(0, SessionsAtOnce).Select(_ => StartAsync(registry)));
        for (var round = 0; round < rounds; round++)
        {
            var victim = Victims[random.Next(Victims.Length)];
            var delays = sessions.Select(_ => TimeSpan.FromMilliseconds(random.Next(10, 400))).ToArray();
            if (victim == "server")
            {
                (registry, sessions) = await KillServerAsync(registry, sessions, delays[0]);
            }
            else
            {
                var current = registry;
                sessions = await Task.WhenAll(sessions.Zip(delays, (session, delay) => KillAsync(current, session, victim, delay)));
            }

            if (round == 1)
            {
                await host.KillLauncherAsync();
                await host.StartLauncherAsync();
            }
        }

        foreach (var session in sessions)
        {
            Assert.True(await registry.StopAsync(session.Id));
            await GoneAsync(session.Info);
        }

        Assert.Empty((await host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions))).Sessions!);
        await registry.DisposeAsync();
    }

    /// <summary>A process of one session is killed in the middle of its cell.</summary>
    private static async Task<KernelSession> KillAsync(SessionRegistry registry, KernelSession session, string victim, TimeSpan delay)
    {
        var pid = victim switch
        {
            "kernel" => SessionProcesses.Kernel(session.Info),
            "sandbox" => SessionProcesses.Sandbox(session.Info),
            "init" => SessionProcesses.Init(session.Info),
            _ => SessionProcesses.Supervisor(session.Info),
        };
        await Cells.SubmitAsync(session, Cell);
        using var reading = new CancellationTokenSource();
        var read = ReadAsync(session, reading.Token);
        await Task.Delay(delay);
        ChildProcess.Signal(pid, Kill);
        if (victim == "supervisor")
        {
            await session.Completion.WaitAsync(Cells.Patience);
            await AssertKeptAsync(session, await read);
            Assert.True(await registry.StopAsync(session.Id));
            await GoneAsync(session.Info);
            return await StartAsync(registry);
        }

        await UntilAsync(() => session.State == SessionState.Dead);
        await reading.CancelAsync();
        var all = await AssertKeptAsync(session, await read);
        Assert.Equal("dead", Cells.Content(all.Last(entry => entry.Message!.MsgType == "status").Message!).GetProperty("execution_state").GetString());
        Assert.Null(await session.RestartAsync());
        Assert.EndsWith("2", await Cells.RunAsync(session, "1 + 1"), StringComparison.Ordinal);
        return session;
    }

    /// <summary>The server is gone in the middle of all cells; another one takes over and reads on from where each reader was.</summary>
    private async Task<(SessionRegistry Registry, KernelSession[] Sessions)> KillServerAsync(SessionRegistry registry, KernelSession[] sessions, TimeSpan delay)
    {
        var before = await Task.WhenAll(sessions.Select(async session => (await session.MeasureAsync()).LastSequence));
        await Task.WhenAll(sessions.Select(session => Cells.SubmitAsync(session, Cell)));
        using var reading = new CancellationTokenSource();
        var read = sessions.Select(session => ReadAsync(session, reading.Token)).ToArray();
        await Task.Delay(delay);
        await registry.DisposeAsync();
        await reading.CancelAsync();
        var seen = await Task.WhenAll(read);

        var successor = host.NewRegistry();
        await successor.ReconcileAsync();
        var found = sessions.Select(session => successor.Find(session.Id)!).ToArray();
        for (var i = 0; i < found.Length; i++)
        {
            var last = seen[i].Count == 0 ? before[i] : Math.Max(before[i], seen[i][^1].Sequence);
            if (!seen[i].Any(entry => entry.Sequence > before[i] && entry.Message?.MsgType == "execute_reply"))
            {
                await Cells.ReadUntilAsync(found[i], last, entry => entry.Message?.MsgType == "execute_reply");
            }

            var all = await AssertKeptAsync(found[i], seen[i]);
            Assert.Equal(Whole, string.Concat(all.Where(entry => entry.Sequence > before[i] && entry.Message!.MsgType == "stream").Select(entry => Cells.Content(entry.Message!).GetProperty("text").GetString())));
        }

        return (successor, found);
    }

    /// <summary>Everything that is there now: numbered without a hole, and beginning with what was read before, byte for byte.</summary>
    private static async Task<List<JournalEntry>> AssertKeptAsync(KernelSession session, List<JournalEntry> seen)
    {
        var all = new List<JournalEntry>();
        var last = session.State == SessionState.Ended ? 0 : (await session.MeasureAsync()).LastSequence;
        using var patience = new CancellationTokenSource(Cells.Patience);
        await foreach (var entry in session.ReadAsync(0, patience.Token))
        {
            all.Add(entry);
            if (entry.Sequence == last)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(entry => entry.Sequence));
        Assert.True(seen.Count <= all.Count, "Entries that were read are gone.");
        Assert.All(seen.Zip(all), pair => Assert.Equal(JournalEntryFormat.Encode(pair.Second), JournalEntryFormat.Encode(pair.First)));
        return all;
    }

    private static async Task<List<JournalEntry>> ReadAsync(KernelSession session, CancellationToken cancellation)
    {
        var entries = new List<JournalEntry>();
        try
        {
            await foreach (var entry in session.ReadAsync(0, cancellation))
            {
                entries.Add(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // Read enough.
        }

        return entries;
    }

    private static async Task GoneAsync(SessionInfo session)
    {
        await UntilAsync(() => SessionProcesses.Of(session).Count == 0);
        await UntilAsync(() => Leftovers.Of(session).Count == 0);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Cells.Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<KernelSession> StartAsync(SessionRegistry registry)
    {
        var session = await SessionLimitsTests.StartAsync(registry);
        Assert.Equal("2", await Cells.RunAsync(session, "1 + 1"));
        return session;
    }
}
