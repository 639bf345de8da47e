using Microsoft.Extensions.Logging.Abstractions;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Sessions;
using Workbench.Notebooks.Wall;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>
/// The whole pack once: in real sandboxes with a real broker, and where there is no wall. The control needs root, because only
/// root can make kernels of other uids.
/// </summary>
public sealed class RedTeamRun : IAsyncLifetime
{
    // The C# session is a claimed warm kernel, the others start cold: the wall is the same.
    private readonly SessionHost _host = new()
    {
        Warm = """{"slots":[{"kernel":".net-csharp","count":1,"profile":"small"}],"leastFreeMemoryMib":0}""",
    };

    /// <summary>Results in the sandbox.</summary>
    public List<AttackResult> Inside { get; } = [];

    /// <summary>Results without it.</summary>
    public List<AttackResult> Outside { get; } = [];

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        foreach (var (folder, file) in new[] { ("raw", "patients.csv"), ("raw/keys", "project.key"), ("server", "identity.db") })
        {
            Directory.CreateDirectory(Path.Combine(_host.DataFolder, folder));
            await File.WriteAllTextAsync(Path.Combine(_host.DataFolder, folder, file), "bait");
        }

        Directory.CreateDirectory(Path.Combine(_host.DataFolder, "snapshots"));
        Directory.CreateDirectory(Path.Combine(_host.DataFolder, "governance"));
        var options = GovernanceOptions.InDataFolder(_host.DataFolder);
        await new GovernanceDatabase(options).MigrateAsync();
        await using var broker = new BrokerHost(
            new BrokerOptions { SnapshotsFolder = Path.Combine(_host.DataFolder, "snapshots"), ScratchFolder = Path.Combine(_host.DataFolder, "server", "broker") },
            GovernanceStore.Open(options, TimeProvider.System), NullLoggerFactory.Instance);
        await broker.StartAsync();
        while (SessionHost.IsRoot && (await _host.Client.AskAsync(new LauncherRequest(LauncherVerbs.Status))).Status!.Warm is not [{ Ready: 1 }])
        {
            await Task.Delay(50);
        }

        await using var registry = _host.NewRegistry(new SessionHooks
        {
            FolderReady = (info, cancellation) => broker.ListenAsync(info.Id.Value, info.Owner, info.Project, info.BrokerSocket, SessionHost.IsRoot ? info.Uid : null, cancellation),
            Ended = info => broker.StopListeningAsync(info.Id.Value),
        });
        var refusal = await new WallRun(registry, _host.DataFolder, TimeProvider.System).RunAsync("demo-admin", Inside.Add, CancellationToken.None);
        Assert.Null(refusal?.Message);
        if (SessionHost.IsRoot)
        {
            await RunOutsideAsync();
        }
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    private async Task RunOutsideAsync()
    {
        using var place = new ThrowAwayHost(_host.FirstUid + 97);
        foreach (var code in AttackCode.All)
        {
            Assert.True(Protocol.Launching.KernelSpecs.TryFind(code.KernelSpec, out var spec));
            await using var unprivileged = await OpenKernel.StartAsync(spec, place.Folder, place.Uid, place.OpenFile);
            await using var root = await OpenKernel.StartAsync(spec, place.Folder, 0, place.OpenFile);
            Assert.Equal("", (await unprivileged.RunAsync(place.Facts.Fill(code.Prelude))).Trim());
            Assert.Equal("", (await root.RunAsync(place.Facts.Fill(code.Prelude))).Trim());
            foreach (var attack in AttackPack.All)
            {
                var printed = await (attack.Control == "root" ? root : unprivileged).RunAsync(code.Cell(attack, place.Facts));
                Outside.Add(AttackResult.Of(attack with { Expect = Attack.Known }, code.Title, printed));
            }
        }
    }
}
