using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>
/// A real database, real snapshots and a real broker in a temp folder: project "trial" with the people "rosa" (researcher),
/// "sven" (steward), "ada" (admin); cohorts "lung" (tables patients, visits) and "breast".
/// </summary>
public sealed class BrokerWorld : IAsyncLifetime
{
    public const string Session = "0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wb-broker-");

    public MovingClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public GovernanceStore Store { get; private set; } = null!;

    public BrokerHost Broker { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public string SocketPath => Path.Combine(_folder.FullName, "b.sock");

    public string DatabasePath => Path.Combine(_folder.FullName, "governance.db");

    public string SnapshotsFolder => Path.Combine(_folder.FullName, "snapshots");

    public string ScratchFolder => Path.Combine(_folder.FullName, "scratch");

    public Actor Researcher { get; private set; } = null!;

    public Actor Steward { get; private set; } = null!;

    public Actor Admin { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var database = new GovernanceDatabase(new GovernanceOptions { Location = DatabasePath });
        await database.MigrateAsync();
        Store = new GovernanceStore(database, Clock);
        Researcher = await PersonAsync("rosa", Role.Researcher);
        Steward = await PersonAsync("sven", Role.Steward);
        Admin = await PersonAsync("ada", Role.Admin);
        Expect(await AddProject.ExecuteAsync(Store, Actor.Installer, "trial", "Trial", "Survival models"));
        Expect(await ChangeMembers.AddAsync(Store, Actor.Installer, "trial", "rosa"));
        await CohortAsync("lung");
        await CohortAsync("breast");
        await SnapshotAsync("lung", 1, TestTables.Patients, TestTables.Visits);
        await SnapshotAsync("breast", 1, TestTables.Patients);
        Broker = await StartBrokerAsync(new BrokerOptions { SnapshotsFolder = SnapshotsFolder, ScratchFolder = ScratchFolder });
        Client = Connect(SocketPath);
    }

    public async Task<BrokerHost> StartBrokerAsync(BrokerOptions options)
    {
        var broker = new BrokerHost(options, Store);
        await broker.StartAsync();
        await broker.ListenAsync(Session, "rosa", null, SocketPath);
        return broker;
    }

    public static HttpClient Connect(string socketPath) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://broker") };

    public async Task<Actor> PersonAsync(string name, Role role) =>
        Actor.Of(Expect(await AddPerson.ExecuteAsync(Store, Actor.Installer, name, $"{name} (test)", [role])));

    public async Task CohortAsync(string name) => Expect(await AddCohort.ExecuteAsync(
        Store, Actor.Installer, new CohortDescription(name, $"The {name} cohort", name, "For tests.", "Test hospital")));

    public async Task SnapshotAsync(string cohort, int version, params TestTable[] tables)
    {
        var manifest = TestSnapshot.Write(SnapshotsFolder, cohort, version, tables);
        var order = Expect(await RequestOrder.ExecuteAsync(Store, Actor.Installer, $"{cohort}-source", cohort, "trial"));
        Expect(await DecideOrder.ApproveAsync(Store, Actor.Installer, order.Id));
        Expect(await BuildOrder.StartAsync(Store, order.Id));
        Expect(await BuildOrder.CompleteAsync(Store, order.Id, new SnapshotRegistration(
            version, manifest.ContentHash, manifest.Patients, 0,
            [.. manifest.Tables.Select(table => new SnapshotTable(table.Name, table.Rows, [.. table.Columns.Select(column => column.Name)]))],
            new RiskFigures([], null, 0, 0), $"{cohort}/v{version}/manifest.json")));
    }

    /// <summary>A permit for rosa, by way of a request and a grant.</summary>
    public async Task<Permit> PermitAsync(
        Level level, string? rowFilter = null, string cohort = "lung", string table = "patients",
        string columns = "patient,age,sex,ph.ecog,note", TimeSpan? lasts = null, int fromVersion = 1, int? toVersion = null)
    {
        PermittedTable[] tables = [new(table, columns.Split(','))];
        var request = Expect(await SubmitRequest.ExecuteAsync(Store, Researcher, new RequestForm
        {
            Cohort = cohort, Project = "trial", Purpose = "Survival models", Justification = "Needed", Level = level,
            Tables = tables, Until = Clock.GetUtcNow() + (lasts ?? TimeSpan.FromDays(30)),
        }));
        var granted = Expect(await GrantRequest.ExecuteAsync(
            Store, Steward, request.Id,
            new GrantChanges { Tables = [tables[0] with { RowFilter = rowFilter }], FromVersion = fromVersion, ToVersion = toVersion },
            (_, _, _, _) => null));
        await using var context = Store.Read();
        return await context.Permits.WithNames().SingleAsync(one => one.Id == granted.PermitId);
    }

    public async Task RevokeAsync(Permit permit) => Expect(await RevokePermit.ExecuteAsync(Store, Steward, permit.Id, "The trial ended"));

    public async Task<AuditEvent> LastEventAsync()
    {
        await using var context = Store.Read();
        return await context.AuditEvents.OrderByDescending(one => one.Sequence).FirstAsync();
    }

    public async Task<string> CsvAsync(string address)
    {
        using var response = await SendAsync(address, BrokerContract.Csv);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadAsStringAsync()).ReplaceLineEndings("\n");
    }

    public async Task<HttpResponseMessage> SendAsync(string address, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>The call is refused with this status and code, in the answer and in the audit, and no data go out.</summary>
    public async Task<BrokerRefusal> RefusedAsync(string address, HttpStatusCode status, string code, string? accept = null)
    {
        using var response = await SendAsync(address, accept);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(BrokerContract.Problem, response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains(BrokerContract.SnapshotHeader));
        var refusal = JsonSerializer.Deserialize<BrokerRefusal>(body, BrokerContract.JsonOptions)!;
        Assert.Equal(code, refusal.Code);
        var last = await LastEventAsync();
        Assert.Equal(code, last.Outcome);
        Assert.Equal("rosa", last.Person);
        Assert.Equal(Session, last.Details["session"]);
        return refusal;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Broker.DisposeAsync();
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    public static T Expect<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Allowed, outcome.Refusal?.Message);
        return outcome.Value;
    }
}
