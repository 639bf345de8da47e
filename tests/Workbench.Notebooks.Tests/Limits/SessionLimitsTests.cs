using System.Diagnostics;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Limits;

/// <summary>Limits in real sessions: what is reached is told with what to do, the kernel lives on, and others notice nothing.</summary>
public sealed class SessionLimitsTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Fork_bomb_ends_at_the_limit_and_its_cell_says_which()
    {
        await using var registry = host.NewRegistry();
        var (session, other) = (await StartAsync(registry), await StartAsync(registry));

        var text = await Cells.RunAsync(session, """
            import os, signal, time
            made = []
            try:
                while len(made) < 5000:
                    child = os.fork()
                    if child == 0:
                        time.sleep(60); os._exit(0)
                    made.append(child)
            except OSError as error:
                print('stopped:', error.errno)
            print(len(made) < 256)
            """);
        var elsewhere = await Cells.RunAsync(other, "import subprocess; print(subprocess.run(['true']).returncode)");
        await Cells.RunAsync(session, "for child in made: os.kill(child, 9); os.waitpid(child, 0)");

        Assert.Contains("stopped: 11", text, StringComparison.Ordinal);
        Assert.Contains("True", text, StringComparison.Ordinal);
        Assert.Equal("0\n", elsewhere);
        Assert.Equal("3", await Cells.RunAsync(session, "1 + 2"));
        if (session.Info.Limits!.Holds.Processes && SessionHost.IsRoot)
        {
            Assert.Contains("[Workbench] Too many processes: this session may have 256", text, StringComparison.Ordinal);
            Assert.Contains((await session.MeasureAsync()).Reached!, reached => reached.Limit == "processes");
        }

        await StopAsync(registry, session, other);
    }

    [Theory]
    [InlineData("/home/u", "Out of disk: the home folder holds 512 MiB")]
    [InlineData("/tmp", "Out of temporary space: /tmp holds 64 MiB")]
    [InlineData("/dev/shm", "Out of temporary space: /tmp holds 64 MiB")]
    public async Task Full_folder_is_told_and_is_nobody_elses(string folder, string told)
    {
        await using var registry = host.NewRegistry();
        var (session, other) = (await StartAsync(registry), await StartAsync(registry));

        var text = await Cells.RunAsync(session, $"""
            with open('{folder}/fill', 'wb', buffering=0) as file:
                for _ in range(2000):
                    file.write(b'x' * (1 << 20))
            """);

        if (session.Info.Limits!.Holds is { Home: true, Temporary: true })
        {
            Assert.Contains("OSError", text, StringComparison.Ordinal);
            Assert.Contains($"[Workbench] {told}", text, StringComparison.Ordinal);
        }

        Assert.Equal("5\n", await Cells.RunAsync(other, $"open('{folder}/small', 'w').write('12345'); print(len(open('{folder}/small').read()))"));
        Assert.EndsWith("works again\n", await Cells.RunAsync(session, $"import os; os.unlink('{folder}/fill'); open('{folder}/again', 'w').write('x'); print('works again')"), StringComparison.Ordinal);
        await StopAsync(registry, session, other);
    }

    [Theory]
    [InlineData("/home/u")]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    public async Task Empty_files_without_end_are_bounded(string folder)
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry);

        var text = await Cells.RunAsync(session, $"""
            import os
            os.mkdir('{folder}/many')
            made = 0
            try:
                while made < 60000:
                    os.close(os.open(f'{folder}/many/' + str(made), os.O_CREAT | os.O_WRONLY)); made += 1
            except OSError as error:
                print('stopped:', error.errno)
            """);

        if (session.Info.Limits!.Holds is { Home: true, Temporary: true })
        {
            Assert.Contains("stopped: 28", text, StringComparison.Ordinal);
        }

        await StopAsync(registry, session);
    }

    [Fact]
    public async Task Memory_beyond_the_limit_fails_the_cell_with_advice_and_keeps_the_kernel()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry);

        var text = await Cells.RunAsync(session, "kept = 1\nblocks = []\nwhile True: blocks.append(bytearray(64 << 20))");

        Assert.Contains("MemoryError", text, StringComparison.Ordinal);
        Assert.Contains("[Workbench] Out of memory: this session may use 1 GiB (resource profile small)", text, StringComparison.Ordinal);
        Assert.Equal("1", await Cells.RunAsync(session, "kept"));
        await StopAsync(registry, session);
    }

    [Fact]
    public async Task Restart_empties_temporary_folders_and_keeps_the_home()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry);
        await Cells.RunAsync(session, "import os\nos.makedirs('/tmp/a/b'); os.chmod('/tmp/a', 0); os.symlink('/home/u', '/tmp/link'); open('/home/u/kept', 'w').write('x')");

        Assert.Null(await session.RestartAsync());

        Assert.Equal("(False, False, True)", await Cells.RunAsync(session, "import os\nos.path.lexists('/tmp/a'), os.path.lexists('/tmp/link'), os.path.exists('/home/u/kept')"));
        await StopAsync(registry, session);
    }

    [Fact]
    public async Task Stop_leaves_no_group_mount_image_or_claim()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry);
        await Cells.RunAsync(session, "open('/home/u/file', 'w').write('x')");
        Assert.Equal(SessionHost.IsRoot, Leftovers.Of(session.Info).Any());

        await StopAsync(registry, session);

        Assert.Empty(Leftovers.Of(session.Info));
    }

    [Fact]
    public async Task Limits_are_told_with_what_this_host_does_not_hold()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry);
        var limits = session.Info.Limits!;

        Assert.Equal("small", limits.Profile.Name);
        Assert.Equal(5, limits.Sentences().Count);
        Assert.Equal((await registry.StatusAsync()).Notices, limits.Holds.Notices());
        Assert.Equal(limits.Holds.Memory ? "Memory: 1 GiB." : "Memory: 1 GiB for each process.", limits.Sentences()[0]);
        Assert.Equal(!limits.Holds.Memory, limits.Holds.Notices().Any(notice => notice.StartsWith("NOT HELD: memory", StringComparison.Ordinal)));
        await StopAsync(registry, session);
    }

    internal static async Task<KernelSession> StartAsync(SessionRegistry registry, string profile = "small")
    {
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3", ResourceProfile: profile));
        Assert.True(start.Started, start.Refusal?.Message);
        return start.Session;
    }

    private static async Task StopAsync(SessionRegistry registry, params KernelSession[] sessions)
    {
        foreach (var session in sessions)
        {
            Assert.True(await registry.StopAsync(session.Id));
        }
    }
}
