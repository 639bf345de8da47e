using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Where no sandbox can be made there are no kernels: no way around it, and the reason is told.</summary>
public sealed class SandboxRefusalTests
{
    [Theory]
    [InlineData(true, true, LauncherRefusals.SandboxFailed)]
    [InlineData(false, false, LauncherRefusals.SupervisorMissing)]
    public async Task Host_without_a_working_sandbox_refuses_kernels_with_a_reason(bool withSupervisor, bool withBrokenBubblewrap, string code)
    {
        var host = new SessionHost { WithSupervisor = withSupervisor, WithBrokenBubblewrap = withBrokenBubblewrap };
        try
        {
            await host.InitializeAsync();
            await using var registry = host.NewRegistry();

            var status = await registry.StatusAsync();
            var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3"));

            Assert.False(status.Ready);
            Assert.Equal(code, status.Code);
            Assert.False(start.Started);
            Assert.Equal(code, start.Refusal.Code);
            Assert.NotEmpty(start.Refusal.Message);
            Assert.Empty(Directory.EnumerateDirectories(Path.Combine(host.DataFolder, "sessions")));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Launcher_without_root_runs_cells_in_a_sandbox_and_says_what_it_does_not_hold()
    {
        var host = new SessionHost { WithoutRoot = true };
        try
        {
            await host.InitializeAsync();
            await using var registry = host.NewRegistry();

            var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3", ResourceProfile: "small"));

            Assert.True(start.Started, start.Refusal?.Message);
            Assert.Equal("42", await Cells.RunAsync(start.Session, "open('/home/u/file', 'w').write('x'); open('/tmp/file', 'w').write('x'); 6 * 7"));
            Assert.False((await registry.StatusAsync()).SeparateUids);
            Assert.True(start.Session.Info.Limits!.Holds.Notices().Count >= 4);
            Assert.True(await registry.StopAsync(start.Session.Id));
            Assert.Empty(Directory.EnumerateDirectories(Path.Combine(host.DataFolder, "sessions")));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Host_with_a_sandbox_says_so()
    {
        var host = new SessionHost();
        try
        {
            await host.InitializeAsync();
            await using var registry = host.NewRegistry();

            var status = await registry.StatusAsync();

            Assert.True(status.Ready);
            Assert.Equal(SessionHost.IsRoot, status.SeparateUids);
            Assert.Equal(SessionHost.IsRoot, !status.Notices.Any(notice => notice.StartsWith("All sessions", StringComparison.Ordinal)));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
