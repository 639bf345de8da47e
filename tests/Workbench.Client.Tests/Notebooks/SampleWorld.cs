using Workbench.Cohorts.Broker;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>
/// The real broker over a real database and snapshots of the public tables: cohorts lung (patients) and breast
/// (rotterdam, wdbc), project "trial", the researcher "rosa" with a permit for all of both, the steward "sven".
/// </summary>
public sealed class SampleWorld : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wb-samples-");
    private readonly Dictionary<string, PermitId> permits = [];
    private GovernanceStore store = null!;
    private BrokerHost broker = null!;
    private Actor researcher = null!;
    private Actor steward = null!;

    public string SocketPath => Path.Combine(folder.FullName, "b.sock");

    public async Task InitializeAsync()
    {
        var database = new GovernanceDatabase(new GovernanceOptions { Location = Path.Combine(folder.FullName, "governance.db") });
        await database.MigrateAsync();
        store = new GovernanceStore(database, TimeProvider.System);
        researcher = Actor.Of(Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "rosa", "Rosa (test)", [Role.Researcher])));
        steward = Actor.Of(Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "sven", "Sven (test)", [Role.Steward])));
        Expect(await AddProject.ExecuteAsync(store, Actor.Installer, "trial", "Trial", "Teaching"));
        Expect(await ChangeMembers.AddAsync(store, Actor.Installer, "trial", "rosa"));
        var snapshots = Path.Combine(folder.FullName, "snapshots");
        await PublishAsync(snapshots, "lung", new PublicTable("patients", "lung_ncctg"));
        await PublishAsync(snapshots, "breast", new PublicTable("rotterdam", "breast_rotterdam"), new PublicTable("wdbc", "breast_wdbc"));
        broker = new BrokerHost(
            new BrokerOptions { SnapshotsFolder = snapshots, ScratchFolder = Path.Combine(folder.FullName, "scratch") }, store);
        await broker.StartAsync();
        await broker.ListenAsync("0123456789abcdef", "rosa", null, SocketPath);
    }

    public async Task RevokeAsync(string cohort) =>
        Expect(await RevokePermit.ExecuteAsync(store, steward, permits[cohort], "The course is over"));

    public async Task GrantAsync(string cohort, IReadOnlyList<PermittedTable> tables)
    {
        var request = Expect(await SubmitRequest.ExecuteAsync(store, researcher, new RequestForm
        {
            Cohort = cohort, Project = "trial", Purpose = "Teaching", Justification = "A course", Level = Level.Rows,
            Tables = tables, Until = TimeProvider.System.GetUtcNow().AddDays(7),
        }));
        var granted = Expect(await GrantRequest.ExecuteAsync(store, steward, request.Id, new GrantChanges(), (_, _, _, _) => null));
        permits[cohort] = granted.PermitId!.Value;
    }

    public async Task DisposeAsync()
    {
        await broker.DisposeAsync();
        store.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task PublishAsync(string snapshots, string cohort, params PublicTable[] tables)
    {
        Expect(await AddCohort.ExecuteAsync(store, Actor.Installer, new Governance.Cohorts.CohortDescription(cohort, $"The {cohort} cohort", cohort, "Public data.", "Test hospital")));
        var snapshot = Path.Combine(snapshots, cohort, "v1");
        Directory.CreateDirectory(Path.Combine(snapshot, "tables"));
        var written = tables.Select(table => table.Write(snapshot)).ToList();
        var patients = written.Sum(table => table.Patients);
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentFormat, cohort, 1, SnapshotHash.Of(written), DateTimeOffset.UnixEpoch, patients, written, [],
            new ManifestLineage("test", "Test hospital", [], new string('0', 64), "test/1", "0", "none"),
            new ManifestRisk([], null, 0, 0, 0, []));
        File.WriteAllBytes(Path.Combine(snapshot, ManifestFile.Name), ManifestFile.Write(manifest));

        var order = Expect(await RequestOrder.ExecuteAsync(store, Actor.Installer, $"{cohort}-source", cohort, "trial"));
        Expect(await DecideOrder.ApproveAsync(store, Actor.Installer, order.Id));
        Expect(await BuildOrder.StartAsync(store, order.Id));
        List<SnapshotTable> registered = [.. written.Select(table => new SnapshotTable(table.Name, table.Rows, [.. table.Columns.Select(column => column.Name)]))];
        Expect(await BuildOrder.CompleteAsync(store, order.Id, new SnapshotRegistration(
            1, manifest.ContentHash, patients, 0, registered, new RiskFigures([], null, 0, 0), $"{cohort}/v1/manifest.json")));
        await GrantAsync(cohort, [.. registered.Select(table => new PermittedTable(table.Name, table.Columns))]);
    }

    private static T Expect<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Allowed, outcome.Refusal?.Message);
        return outcome.Value;
    }
}
