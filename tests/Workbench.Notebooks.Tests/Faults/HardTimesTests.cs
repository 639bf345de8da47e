using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Limits;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Faults;

/// <summary>Deleted sockets, readers that do not read, kernels that do not stop talking, and a disk that is full.</summary>
public sealed class HardTimesTests(SessionHost host) : IClassFixture<SessionHost>
{
    private const long MemoryOfASupervisor = 400L << 20;

    [Fact]
    public async Task Deleted_sockets_of_launcher_and_session_come_back_and_the_session_goes_on()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry);
        await Cells.RunAsync(session, "kept = 8");

        File.Delete(LauncherClient.SocketPath(host.DataFolder));
        File.Delete(Path.Combine(session.Info.Folder, "link", "l.sock"));
        await using var successor = host.NewRegistry();
        await UntilAsync(() => File.Exists(LauncherClient.SocketPath(host.DataFolder)) && File.Exists(Path.Combine(session.Info.Folder, "link", "l.sock")));
        await successor.ReconcileAsync();

        Assert.Equal("8", await Cells.RunAsync(successor.Find(session.Id)!, "kept"));
        Assert.True(await successor.StopAsync(session.Id));
        Assert.Empty(Leftovers.Of(session.Info));
    }

    [Fact]
    public async Task Reader_that_does_not_read_costs_no_memory_and_holds_nobody_up()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry);
        await using var slow = await new LocalKernelEngine(host.Client).OpenLinkAsync(session.Info, CancellationToken.None);
        var body = new byte[8];
        await LinkFrame.WriteAsync(slow, LinkFrameKind.Attach, body, CancellationToken.None);

        var text = await Cells.RunAsync(session, "for i in range(60): print(chr(97 + i % 26) * (1 << 20))");

        Assert.Equal(60 * ((1 << 20) + 1), text.Length);
        Assert.InRange(SessionProcesses.ResidentBytes(SessionProcesses.Supervisor(session.Info)), 1, MemoryOfASupervisor);
        var last = (await session.MeasureAsync()).LastSequence;
        for (var expected = 1L; expected <= last; expected++)
        {
            var frame = (await LinkFrame.ReadAsync(slow, CancellationToken.None))!.Value;
            Assert.Equal(expected, BinaryPrimitives.ReadInt64LittleEndian(frame.Body.Span));
        }

        await registry.StopAsync(session.Id);
    }

    [Fact]
    public async Task Kernel_that_floods_is_bounded_on_our_side_with_an_honest_gap()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry, "medium");
        var other = await SessionLimitsTests.StartAsync(registry);

        await Cells.SubmitAsync(session, "import time\nfor i in range(330):\n    print('x' * (1 << 20), flush=True); time.sleep(0.005)");
        Assert.Equal("2", await Cells.RunAsync(other, "1 + 1"));
        var entries = await Cells.ReadUntilAsync(session, 0, entry => entry.Message?.MsgType == "execute_reply");

        Assert.InRange(SessionProcesses.ResidentBytes(SessionProcesses.Supervisor(session.Info)), 1, MemoryOfASupervisor);
        Assert.InRange(new DirectoryInfo(Path.Combine(session.Info.Folder, "journal")).EnumerateFiles().Sum(file => file.Length), 1, 280L << 20);
        Assert.True((await session.MeasureAsync()).FirstSequence > 1);
        var again = await Cells.ReadUntilAsync(session, 0, entry => entry.Message?.MsgType == "execute_reply");
        Assert.True(again[0].IsGap);
        Assert.Equal(1, again[0].LostFrom);
        Assert.Equal(again[0].Sequence + 1, again[1].Sequence);
        Assert.Equal(entries[^1].Sequence, again[^1].Sequence);
        await registry.StopAsync(session.Id);
        await registry.StopAsync(other.Id);
    }

    [Fact]
    public async Task Kernel_that_exchanges_its_sockets_by_links_and_garbage_harms_itself_alone()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry);

        await Cells.RunAsync(session, """
            import os, socket, threading
            for i in range(1, 5):
                os.unlink(f'/run/session/k-{i}'); os.symlink('/run/broker/b.sock', f'/run/session/k-{i}')
            os.unlink('/run/session/k-5')
            s = socket.socket(socket.AF_UNIX); s.bind('/run/session/k-5'); s.listen()
            def garbage():
                while True:
                    c, _ = s.accept(); c.sendall(b'GARBAGE' * 1000)
            threading.Thread(target=garbage, daemon=True).start()
            os.unlink('/run/session/conn.json'); os.symlink('/run/broker/x', '/run/session/conn.json')
            """);

        Assert.Equal("2", await Cells.RunAsync(session, "1 + 1"));
        Assert.Null(await session.RestartAsync());
        Assert.Equal("4", await Cells.RunAsync(session, "2 + 2"));
        Assert.True(await registry.StopAsync(session.Id));
    }

    [Fact]
    public async Task Cell_that_kills_everything_it_sees_ends_its_own_kernel_alone()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry);
        var other = await SessionLimitsTests.StartAsync(registry);

        await Cells.RunAsync(session, "import os\nos.system('sleep 300 &')\nos.kill(-1, 9); os.kill(os.getpid(), 9)");

        await UntilAsync(() => session.State == SessionState.Dead);
        Assert.Equal("2", await Cells.RunAsync(other, "1 + 1"));
        Assert.Null(await session.RestartAsync());
        Assert.Equal("2", await Cells.RunAsync(session, "1 + 1"));
        await registry.StopAsync(session.Id);
        await registry.StopAsync(other.Id);
    }

    [Fact]
    public async Task Message_beyond_the_limit_ends_the_kernel_and_says_so()
    {
        await using var registry = host.NewRegistry();
        var session = await SessionLimitsTests.StartAsync(registry, "medium");

        await Cells.RunAsync(session, "print('x' * (70 << 20))");

        await UntilAsync(() => session.State == SessionState.Dead);
        Assert.Equal(KernelEndReason.BrokeProtocol, session.Status.End!.Reason);
        Assert.Null(await session.RestartAsync());
        Assert.Equal("2", await Cells.RunAsync(session, "1 + 1"));
        await registry.StopAsync(session.Id);
    }

    [Fact]
    public async Task Full_disk_costs_old_output_and_no_session()
    {
        Assert.True(SessionHost.IsRoot, "This test mounts a small file system: run it as root, as ./workbench test does.");
        var small = new SessionHost();
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=24m,mode=0711", "tmpfs", small.DataFolder);
        try
        {
            await small.InitializeAsync();
            await using var registry = small.NewRegistry();
            var session = await SessionLimitsTests.StartAsync(registry);
            await Cells.RunAsync(session, "kept = 5");

            await Cells.SubmitAsync(session, "for i in range(60): print('x' * (1 << 20))\nprint('end of the cell')");
            var entries = await Cells.ReadUntilAsync(session, (await session.MeasureAsync()).LastSequence, entry => entry.Message?.MsgType == "execute_reply");

            Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.Equal(pair.First.Sequence + 1, pair.Second.IsGap ? pair.Second.LostFrom : pair.Second.Sequence));
            Assert.Equal("5", await Cells.RunAsync(session, "kept"));
            Assert.True(await registry.StopAsync(session.Id));
            Assert.Empty(Leftovers.Of(session.Info));
        }
        finally
        {
            await small.StopLauncherAsync();
            await RunAsync("umount", "-l", small.DataFolder);
            await small.DisposeAsync();
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Cells.Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
