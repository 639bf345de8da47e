using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Sessions from start to end, in the real sandbox.</summary>
public sealed class SessionLifeTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Session_python_cell_gives_its_output_twice_the_same()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");

        Assert.Contains("42", await Cells.RunAsync(session, "print(6 * 7)"), StringComparison.Ordinal);

        var last = (await session.MeasureAsync()).LastSequence;
        var first = await Cells.ReadUntilAsync(session, 0, entry => entry.Sequence == last);
        var second = await Cells.ReadUntilAsync(session, 0, entry => entry.Sequence == last);
        Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), first.Select(entry => entry.Sequence));
        Assert.Equal(first.Select(JournalEntryFormat.Encode), second.Select(JournalEntryFormat.Encode));
        Assert.True(await registry.StopAsync(session.Id));
    }

    [Fact]
    public async Task Server_gone_in_the_middle_of_a_cell_loses_nothing()
    {
        var before = host.NewRegistry();
        var session = await StartAsync(before, "python3");
        await Cells.RunAsync(session, "kept = 7");
        var seen = (await session.MeasureAsync()).LastSequence;
        await Cells.SubmitAsync(session, "import time\nfor i in range(20):\n    print('line', i, flush=True); time.sleep(0.05)");
        await Cells.ReadUntilAsync(session, seen, entry => entry.Message?.MsgType == "stream");
        await before.DisposeAsync();

        var adopted = new List<SessionInfo>();
        await using var after = host.NewRegistry(new SessionHooks { FolderReady = (info, _) => { lock (adopted) { adopted.Add(info); } return Task.CompletedTask; } });
        await after.ReconcileAsync();

        var again = after.Find(session.Id)!;
        Assert.Equal("demo-researcher", again.Owner);
        Assert.Contains(adopted, info => info.Id == session.Id && info.Owner == "demo-researcher");
        var entries = await Cells.ReadUntilAsync(again, seen, entry => entry.Message?.MsgType == "execute_reply");
        Assert.Equal(Enumerable.Range((int)seen + 1, entries.Count).Select(n => (long)n), entries.Select(entry => entry.Sequence));
        var printed = string.Concat(entries.Where(e => e.Message!.MsgType == "stream").Select(e => Cells.Content(e.Message!).GetProperty("text").GetString()));
        Assert.Equal(string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n")), printed);
        Assert.Equal("7", await Cells.RunAsync(again, "kept"));
        await after.StopAsync(session.Id);
    }

    [Fact]
    public async Task Kernel_killed_is_reported_dead_and_restarts_with_the_numbers_going_on()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "gone = 1");

        var text = await Cells.RunAsync(session, "import os; os.kill(os.getpid(), 9)");

        Assert.EndsWith("<dead>", text, StringComparison.Ordinal);
        var status = await WaitForAsync(session, SessionState.Dead);
        Assert.Equal(KernelEndReason.Killed, status.End!.Reason);
        Assert.Equal(9, status.End.Signal);
        var refusal = await session.SendAsync(Protocol.Jupyter.JupyterChannel.Shell, Cells.Request("kernel_info_request", new { }));
        Assert.Equal(LinkRefusals.KernelDead, refusal!.Code);

        Assert.Null(await session.RestartAsync());
        Assert.StartsWith("NameError", await Cells.RunAsync(session, "gone", status.LastSequence), StringComparison.Ordinal);
        Assert.True((await session.MeasureAsync()).LastSequence > status.LastSequence);
        await registry.StopAsync(session.Id);
    }

    [Theory]
    [InlineData("import sys; sys.stdout.flush(); import os; os._exit(3)", KernelEndReason.Exited)]
    [InlineData("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", KernelEndReason.Killed)]
    public async Task Kernel_end_is_told_with_its_reason(string cell, KernelEndReason reason)
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");

        await Cells.RunAsync(session, cell);

        var status = await WaitForAsync(session, SessionState.Dead);
        Assert.Equal(reason, status.End!.Reason);
        Assert.Contains("Restart", status.End.Text, StringComparison.Ordinal);
        await registry.StopAsync(session.Id);
    }

    [Fact]
    public async Task Session_ended_by_somebody_else_tells_its_owner_why()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "1");

        Assert.Null(await session.EndAsync("An administrator stopped this session: maintenance."));

        var status = await WaitForAsync(session, SessionState.Dead);
        Assert.Equal(KernelEndReason.Stopped, status.End!.Reason);
        var entries = await Cells.ReadUntilAsync(session, 0, entry => entry.Sequence == status.LastSequence);
        Assert.Contains("maintenance", Cells.Content(entries[^1].Message!).GetProperty("workbench").GetProperty("text").GetString(), StringComparison.Ordinal);
        await registry.StopAsync(session.Id);
    }

    [Fact]
    public async Task Interrupt_stops_the_cell_and_keeps_variables()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "kept = 5");
        var seen = (await session.MeasureAsync()).LastSequence;
        await Cells.SubmitAsync(session, "import time\nprint('begun', flush=True)\ntime.sleep(60)");
        await Cells.ReadUntilAsync(session, seen, entry => entry.Message?.MsgType == "stream");
        Assert.Equal(SessionState.Busy, (await session.MeasureAsync()).State);

        Assert.Null(await session.InterruptAsync());

        var entries = await Cells.ReadUntilAsync(session, seen, entry => entry.Message?.MsgType == "execute_reply");
        Assert.Contains(entries, entry => entry.Message!.MsgType == "error" && Cells.Content(entry.Message).GetProperty("ename").GetString() == "KeyboardInterrupt");
        Assert.Equal("5", await Cells.RunAsync(session, "kept"));
        await registry.StopAsync(session.Id);
    }

    [Fact]
    public async Task Stop_leaves_no_process_folder_or_record()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "import subprocess; subprocess.Popen(['sleep', '1000'])");
        await Cells.RunAsync(session, "import os\nfor i in range(400):\n    os.mkdir('d' * 100); os.chdir('d' * 100)\nos.chmod('.', 0)");

        Assert.True(await registry.StopAsync(session.Id));

        Assert.Empty(ProcessesWith(session.Info));
        Assert.False(Directory.Exists(session.Info.Folder));
        Assert.DoesNotContain((await host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions))).Sessions!, s => s.Order.Session == session.Id);
        Assert.Null(registry.Find(session.Id));
        Assert.False(await registry.StopAsync(session.Id));
    }

    [Fact]
    public async Task Supervisor_killed_ends_the_session_and_its_journal_is_still_read()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "print('last words')");
        var supervisor = ProcessesWith(session.Info).Single(pid => Program(pid) == "Workbench.Super");

        ChildProcess.Signal(supervisor, 9);
        await session.Completion.WaitAsync(Cells.Patience);

        Assert.Equal(SessionState.Ended, session.State);
        var texts = new List<string>();
        await foreach (var entry in session.ReadAsync(0))
        {
            texts.Add(entry.Message?.MsgType == "stream" ? Cells.Content(entry.Message).GetProperty("text").GetString()! : "");
        }

        Assert.Contains("last words\n", texts);
        await WaitUntilAsync(() => !ProcessesWith(session.Info).Any());
        Assert.Equal(LinkRefusals.SessionEnded, (await session.InterruptAsync())!.Code);
        Assert.True(await registry.StopAsync(session.Id));
        Assert.False(Directory.Exists(session.Info.Folder));
    }

    [Fact]
    public async Task Launcher_killed_leaves_sessions_and_its_successor_finds_and_stops_them()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");
        await Cells.RunAsync(session, "kept = 3");

        await host.KillLauncherAsync();
        var unreachable = await registry.StartAsync(new SessionOrder("demo-researcher", "python3"));
        Assert.Equal(LauncherRefusals.LauncherUnreachable, unreachable.Refusal!.Code);
        Assert.Equal("3", await Cells.RunAsync(session, "kept"));
        await host.StartLauncherAsync();

        Assert.Contains((await host.Client.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions))).Sessions!, s => s.Order.Session == session.Id && s.Running);
        Assert.True(await registry.StopAsync(session.Id));
        Assert.Empty(ProcessesWith(session.Info));
        Assert.False(Directory.Exists(session.Info.Folder));
    }

    [Fact]
    public async Task Csharp_cell_gives_its_result()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, ".net-csharp");

        Assert.Equal("42", await Cells.RunAsync(session, "6 * 7"));
        Assert.True((await session.MeasureAsync()).MemoryBytes > 10 << 20);
        await registry.StopAsync(session.Id);
    }

    [Theory]
    [InlineData("fortran", null, LauncherRefusals.KernelUnknown)]
    [InlineData("python3", "gigantic", LauncherRefusals.ProfileUnknown)]
    [InlineData("../python3", null, LauncherRefusals.KernelUnknown)]
    public async Task Wrong_order_is_refused_with_a_code(string spec, string? profile, string code)
    {
        await using var registry = host.NewRegistry();

        var start = await registry.StartAsync(new SessionOrder("demo-researcher", spec, ResourceProfile: profile));

        Assert.False(start.Started);
        Assert.Equal(code, start.Refusal.Code);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("--all")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Snapshot_build_of_a_malformed_order_is_refused(string order)
    {
        var reply = await host.Client.AskAsync(new LauncherRequest(LauncherVerbs.BuildSnapshot, Order: order));

        Assert.Equal(LauncherRefusals.OrderInvalid, reply.Refusal!.Code);
    }

    [Fact]
    public async Task Many_lines_arrive_all_and_in_order()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");

        var text = await Cells.RunAsync(session, "for i in range(20000): print(i)");

        Assert.Equal(string.Concat(Enumerable.Range(0, 20000).Select(i => $"{i}\n")), text);
        await registry.StopAsync(session.Id);
    }

    private static IEnumerable<int> ProcessesWith(SessionInfo info) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
        .Where(pid => pid > 0 && ProcessStat.Read(pid) is { IsZombie: false } && CommandLine(pid).Contains(info.Folder, StringComparison.Ordinal));

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Program(int pid) => File.ReadAllText($"/proc/{pid}/comm").Trim();

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Cells.Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<SessionStatus> WaitForAsync(KernelSession session, SessionState state)
    {
        await WaitUntilAsync(() => session.State == state);
        return await session.MeasureAsync();
    }

    private static async Task<KernelSession> StartAsync(SessionRegistry registry, string spec)
    {
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", spec));
        Assert.True(start.Started, start.Refusal?.Message);
        return start.Session;
    }
}
