using Workbench.Cohorts.Broker;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>
/// The demo's lung cohort with its generated CT series, de-identified and built as an installation does it, behind the real broker. The researcher "rosa" has a
/// permit of level images for all of it.
/// </summary>
public sealed class ScanWorld : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wb-scans-");
    private GovernanceStore store = null!;
    private BrokerHost broker = null!;
    private Actor researcher = null!;
    private Actor steward = null!;
    private PermitId permit;

    public string SocketPath => Path.Combine(folder.FullName, "b.sock");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "governance"));
        var database = new GovernanceDatabase(GovernanceOptions.InDataFolder(folder.FullName));
        await database.MigrateAsync();
        store = new GovernanceStore(database, TimeProvider.System);
        researcher = Actor.Of(Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "rosa", "Rosa (test)", [Role.Researcher])));
        steward = Actor.Of(Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "sven", "Sven (test)", [Role.Steward])));
        Expect(await AddProject.ExecuteAsync(store, Actor.Installer, "trial", "Trial", "Teaching"));
        Expect(await ChangeMembers.AddAsync(store, Actor.Installer, "trial", "rosa"));
        Expect(await Governance.Cohorts.AddCohort.ExecuteAsync(store, Actor.Installer, new("lung", "Lung", "lung", "The demo's.", "Test hospital")));

        var raw = new RawStore(folder.FullName);
        raw.Create();
        Assert.True(DemoSources.All["lung"](Path.Combine(RepositoryFolder.SampleNotebooks, "data")).Write(raw.Sources));
        var order = Expect(await RequestOrder.ExecuteAsync(store, Actor.Installer, "lung", "lung", "trial"));
        Expect(await DecideOrder.ApproveAsync(store, Actor.Installer, order.Id));
        Assert.Null(await new OrderBuilder(raw, store, _ => { }).BuildAsync(order.Id, CancellationToken.None));

        await GrantAsync();
        broker = new BrokerHost(new BrokerOptions { SnapshotsFolder = raw.Snapshots, ScratchFolder = Path.Combine(folder.FullName, "scratch") }, store);
        await broker.StartAsync();
        await broker.ListenAsync("0123456789abcdef", "rosa", null, SocketPath);
    }

    public async Task RevokeAsync() => Expect(await RevokePermit.ExecuteAsync(store, steward, permit, "The course is over"));

    public async Task GrantAsync()
    {
        List<PermittedTable> tables;
        await using (var context = store.Read())
        {
            tables = [.. context.Snapshots.Single().Tables.Select(table => new PermittedTable(table.Name, table.Columns))];
        }

        var request = Expect(await SubmitRequest.ExecuteAsync(store, researcher, new RequestForm
        {
            Cohort = "lung", Project = "trial", Purpose = "Teaching", Justification = "A course", Level = Level.Images, Tables = tables, Until = TimeProvider.System.GetUtcNow().AddDays(7),
        }));
        permit = Expect(await GrantRequest.ExecuteAsync(store, steward, request.Id, new GrantChanges(), (_, _, _, _) => null)).PermitId!.Value;
    }

    public async Task DisposeAsync()
    {
        await broker.DisposeAsync();
        store.Dispose();
        folder.Delete(recursive: true);
    }

    private static T Expect<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Allowed, outcome.Refusal?.Message);
        return outcome.Value;
    }
}
