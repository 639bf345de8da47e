using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

public sealed class BrokerHttpTests : IAsyncLifetime
{
    private readonly BrokerWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Headers_that_claim_to_be_somebody_change_nothing()
    {
        await _world.PersonAsync("otto", Role.Researcher);
        BrokerWorld.Expect(await ChangeMembers.AddAsync(_world.Store, _world.Admin, "trial", "otto"));
        await _world.PermitAsync(Level.Rows);
        var otherSocket = _world.SocketPath + "2";
        await _world.Broker.ListenAsync("fedcba9876543210", "otto", null, otherSocket);
        using var client = BrokerWorld.Connect(otherSocket);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cohorts/lung/tables/patients");
        foreach (var (name, value) in new[] { ("X-Forwarded-User", "rosa"), ("Authorization", "token rosa"), ("Cookie", "workbench=rosa"), ("X-Session", BrokerWorld.Session) })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var last = await _world.LastEventAsync();
        Assert.Equal(("otto", RefusalCodes.NoPermit, "fedcba9876543210"), (last.Person, last.Outcome, last.Details["session"]));
    }

    [Fact]
    public async Task Session_of_one_project_does_not_see_the_permits_of_another()
    {
        var permit = await _world.PermitAsync(Level.Rows);
        var other = BrokerWorld.Expect(await AddProject.ExecuteAsync(_world.Store, Actor.Installer, "other", "Other", "Something else"));
        await _world.Broker.ListenAsync(BrokerWorld.Session, "rosa", other.Id.Value, _world.SocketPath);
        await _world.RefusedAsync("/v1/cohorts/lung/tables/patients", HttpStatusCode.Forbidden, RefusalCodes.NoPermit);
        Assert.Equal("none", (await ListAsync()).Cohorts.Single(one => one.Name == "lung").Access);
        await _world.Broker.ListenAsync(BrokerWorld.Session, "rosa", permit.ProjectId.Value, _world.SocketPath);
        await _world.CsvAsync("/v1/cohorts/lung/tables/patients");
    }

    [Fact]
    public async Task Process_of_another_user_is_not_answered()
    {
        // This process's own id is the only one a test has; so the socket expects a different one.
        var socket = _world.SocketPath + "3";
        await _world.Broker.ListenAsync("aaaaaaaaaaaaaaaa", "rosa", null, socket, expectedUserId: 54321);
        using var client = BrokerWorld.Connect(socket);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/v1/cohorts"));
        using var own = Process.Start(new ProcessStartInfo("id", "-u") { RedirectStandardOutput = true })!;
        var userId = int.Parse(await own.StandardOutput.ReadToEndAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await own.WaitForExitAsync();
        await _world.Broker.ListenAsync("aaaaaaaaaaaaaaaa", "rosa", null, socket, userId);
        using var again = BrokerWorld.Connect(socket);
        using var response = await again.GetAsync("/v1/cohorts");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Closed_socket_answers_nobody_and_can_be_opened_again()
    {
        await ListAsync();
        await _world.Broker.StopListeningAsync(BrokerWorld.Session);
        Assert.False(File.Exists(_world.SocketPath));
        await Assert.ThrowsAsync<HttpRequestException>(ListAsync);
        await _world.Broker.ListenAsync(BrokerWorld.Session, "rosa", null, _world.SocketPath);
        Assert.NotEmpty((await ListAsync()).Cohorts);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite,
            File.GetUnixFileMode(_world.SocketPath));
    }

    [Fact]
    public async Task Socket_left_behind_by_a_killed_server_is_replaced()
    {
        await _world.Broker.StopListeningAsync(BrokerWorld.Session);
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(_world.SocketPath + "5"));
            File.Move(_world.SocketPath + "5", _world.SocketPath);
            await _world.Broker.ListenAsync(BrokerWorld.Session, "rosa", null, _world.SocketPath);
        }

        Assert.NotEmpty((await ListAsync()).Cohorts);
    }

    [Fact]
    public async Task Session_that_asks_too_often_is_refused_and_others_are_not()
    {
        await _world.Broker.DisposeAsync();
        await using var broker = await _world.StartBrokerAsync(new BrokerOptions
        {
            SnapshotsFolder = _world.SnapshotsFolder, ScratchFolder = _world.ScratchFolder, CallsPerSecondPerSession = 1,
        });
        await broker.ListenAsync("bbbbbbbbbbbbbbbb", "rosa", null, _world.SocketPath + "4");
        using var client = BrokerWorld.Connect(_world.SocketPath);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var response = await client.GetAsync("/v1/cohorts/lung");
            statuses.Add(response.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        await using var context = _world.Store.Read();
        Assert.Contains(RefusalCodes.TooManyRequests, await context.AuditEvents.Select(one => one.Outcome).ToListAsync());
        using var other = BrokerWorld.Connect(_world.SocketPath + "4");
        using var answer = await other.GetAsync("/v1/cohorts");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task List_shows_access_and_the_permits_clauses()
    {
        Assert.All((await ListAsync()).Cohorts, cohort => Assert.Equal(("none", null), (cohort.Access, cohort.Permit)));
        var permit = await _world.PermitAsync(Level.Rows);
        var list = await ListAsync();
        var lung = list.Cohorts.Single(one => one.Name == "lung");
        Assert.Equal(["breast", "lung"], list.Cohorts.Select(one => one.Name));
        Assert.Equal(("granted", 1, 100, "rows"), (lung.Access, lung.Version, lung.Patients, lung.Permit!.Level));
        Assert.Equal(permit.Id.Value, lung.Permit.Id);
        Assert.Equal(Enumerable.Range(1, 8), lung.Permit.Clauses.Select(clause => clause.Number));
        Assert.Equal([new TableEntry("patients", 100), new TableEntry("visits", 300)], lung.Tables);
        Assert.Equal(AuditKinds.CohortsListed, (await _world.LastEventAsync()).Kind);
    }

    [Fact]
    public async Task Open_shows_the_dictionary_of_the_permitted_columns_only()
    {
        await _world.RefusedAsync("/v1/cohorts/lung", HttpStatusCode.Forbidden, RefusalCodes.NoPermit);
        await _world.PermitAsync(Level.Rows);
        using var response = await _world.SendAsync("/v1/cohorts/lung");
        var body = await response.Content.ReadAsStringAsync();
        var schema = JsonSerializer.Deserialize<CohortSchema>(body, BrokerContract.JsonOptions)!;
        Assert.Equal(("lung", 1, "rows"), (schema.Name, schema.Version, schema.Level));
        var table = Assert.Single(schema.Tables);
        Assert.Equal(["patient", "age", "sex", "ph.ecog", "note"], table.Columns.Select(column => column.Name));
        Assert.Equal((100L, 5L), (table.Rows, table.Columns[3].Missing));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal("lung/v1", response.Headers.GetValues(BrokerContract.SnapshotHeader).Single());
        Assert.Equal((AuditKinds.CohortOpened, "lung/v1"), ((await _world.LastEventAsync()).Kind, (await _world.LastEventAsync()).Snapshot));
    }

    [Fact]
    public async Task Open_at_level_aggregate_or_under_a_row_filter_withholds_small_and_hidden_counts()
    {
        await _world.PermitAsync(Level.Aggregate, cohort: "breast");
        await _world.PermitAsync(Level.Rows, rowFilter: "age < 40");
        var breast = Assert.Single((await SchemaAsync("breast")).Tables);
        Assert.Equal((100L, null), (breast.Rows, breast.Columns.Single(column => column.Name == "ph.ecog").Missing));
        var lung = Assert.Single((await SchemaAsync("lung")).Tables);
        Assert.Null(lung.Rows);
        Assert.All(lung.Columns, column => Assert.Null(column.Missing));
    }

    private async Task<CohortSchema> SchemaAsync(string cohort)
    {
        using var response = await _world.SendAsync($"/v1/cohorts/{cohort}");
        return JsonSerializer.Deserialize<CohortSchema>(await response.Content.ReadAsStringAsync(), BrokerContract.JsonOptions)!;
    }

    private async Task<CohortList> ListAsync()
    {
        using var client = BrokerWorld.Connect(_world.SocketPath);
        return JsonSerializer.Deserialize<CohortList>(await client.GetStringAsync("/v1/cohorts"), BrokerContract.JsonOptions)!;
    }
}
