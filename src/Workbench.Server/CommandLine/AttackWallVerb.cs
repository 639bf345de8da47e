using Workbench.Cohorts.Broker;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Wall;
using Workbench.Server.Hosting;
using Workbench.Server.Sessions;

namespace Workbench.Server.CommandLine;

/// <summary>
/// wall: runs all attacks in real sessions of a Workbench that is up, beside its server. Exit code 0 when everything held, 1 when
/// not, with a line for each attack that did not go as it must.
/// </summary>
internal static class AttackWallVerb
{
    /// <summary>Nobody's name: the broker knows no such person and lets nothing through.</summary>
    private const string Attacker = "wall-attacker";

    public static async Task<int> RunAsync(AttackWallCommand command)
    {
        await using var scope = Offline.OpenExisting(command.Data);
        var folder = scope.Get<DataFolder>();

        // A broker of its own: the server's, which is at work beside this, has its scratch folder to itself.
        await using var broker = new BrokerHost(
            new BrokerOptions { SnapshotsFolder = folder.Snapshots, ScratchFolder = folder.BrokerScratch + "-wall" },
            scope.Get<GovernanceStore>(), scope.Get<ILoggerFactory>());
        await broker.StartAsync(CancellationToken.None);
        await using var sessions = new SessionRegistry(scope.Get<KernelEngine>(), new SessionSupport(scope.Get<GovernanceStore>(), broker).Hooks, TimeProvider.System);
        var (tried, failed) = (0, 0);
        var run = new WallRun(sessions, folder.Root, TimeProvider.System);
        var refusal = await run.RunAsync(Attacker, Tell, CancellationToken.None);
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }

        await Console.Out.WriteLineAsync($"{tried} attacks tried, {failed} did not go as they must.");
        return failed == 0 && tried > 0 ? 0 : 1;

        void Tell(AttackResult result)
        {
            tried++;
            if (!result.Holds)
            {
                failed++;
                Console.Out.WriteLine($"{(result.Open == true ? "OPEN" : "FAILED")} {result.Language}: {result.Attack}. {result.Detail}");
            }
        }
    }
}
