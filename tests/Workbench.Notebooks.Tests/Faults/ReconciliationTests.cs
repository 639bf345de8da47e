using System.Diagnostics;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Limits;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Faults;

/// <summary>What a launcher that was killed in the middle of a start or a stop can leave behind is gone when the next one listens.</summary>
public sealed class ReconciliationTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Folder_mount_image_group_and_claim_without_a_record_are_removed_and_living_sessions_are_not()
    {
        Assert.True(SessionHost.IsRoot, "This test mounts: run it as root, as ./workbench test does.");
        await using var registry = host.NewRegistry();
        var living = await SessionLimitsTests.StartAsync(registry);
        await Cells.RunAsync(living, "kept = 4");
        var id = SessionId.Create();
        var orphan = new SessionInfo(id, "demo-researcher", null, "python3", "small", TimeProvider.System.GetUtcNow(), Path.Combine(host.DataFolder, "sessions", id.Value), host.FirstUid);
        Directory.CreateDirectory(Path.Combine(orphan.Folder, "home"));
        await File.WriteAllTextAsync(Path.Combine(orphan.Folder, "home.img"), "");
        await RunAsync("mount", "-t", "tmpfs", "tmpfs", Path.Combine(orphan.Folder, "home"));
        await File.WriteAllTextAsync("/run/workbench-uids/39998", Path.Combine(host.DataFolder, "run", "sessions", id.Value + ".json"));
        var group = Leftovers.Of(living.Info).Where(path => path.StartsWith("/sys/fs/cgroup/", StringComparison.Ordinal)).Select(path => Path.Combine(Path.GetDirectoryName(path)!, id.Value)).ToList();
        group.ForEach(path => Directory.CreateDirectory(path));
        using var straggler = Process.Start("sleep", "600");
        foreach (var path in group)
        {
            await File.WriteAllTextAsync(Path.Combine(path, "cgroup.procs"), $"{straggler.Id}");
        }

        Assert.NotEmpty(Leftovers.Of(orphan));

        await host.KillLauncherAsync();
        await host.StartLauncherAsync();

        Assert.Empty(Leftovers.Of(orphan));
        Assert.True(group.Count == 0 || straggler.HasExited);
        straggler.Kill();
        Assert.Equal("4", await Cells.RunAsync(living, "kept"));
        Assert.True(await registry.StopAsync(living.Id));
        Assert.Empty(Leftovers.Of(living.Info));
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
