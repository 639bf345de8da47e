using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Sessions;

/// <summary>A session's broker door through the whole server: closed, open under a permit, closed again by revocation, gone with the session.</summary>
public sealed class SessionBrokerTests : IAsyncLifetime
{
    private readonly string sessions = Directory.CreateTempSubdirectory("wb-s-").FullName;
    private readonly PlayedEngine engine;
    private readonly RunningServer server;

    public SessionBrokerTests()
    {
        engine = new PlayedEngine(sessions);
        server = new RunningServer { Replace = services => services.AddSingleton<KernelEngine>(engine) };
    }

    public async Task InitializeAsync()
    {
        var kernel = Directory.CreateDirectory(Path.Combine(server.Folder.Runtime, "kernel")).FullName;
        await File.WriteAllTextAsync(Path.Combine(kernel, "Workbench.Kernel"), string.Empty);
        await server.InitializeAsync();
        await LungSnapshot.PublishAsync(server);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(sessions, recursive: true);
    }

    [Fact]
    public async Task Session_reads_under_its_owners_permit_and_is_refused_at_the_next_read_after_revocation()
    {
        var researcher = await server.SignInAsync("researcher");
        var steward = await server.SignInAsync("steward");
        var session = await StartAsync("researcher");

        Assert.Equal((403, "no-permit"), await ReadAsync(session));

        var id = (await researcher.PostAsync("requests", new
        {
            cohort = "lung", project = "cancer-outcomes", purpose = "P", justification = "J", level = "rows",
            tables = new[] { new { name = "patients", columns = new[] { "patient", "time" } } }, until = "2027-06-30",
        })).Ok.GetProperty("id").GetString();
        var permit = (await steward.PostAsync($"requests/{id}/grant")).Ok.GetProperty("permitId").GetString();
        Assert.Equal((200, null), await ReadAsync(session));

        var used = Assert.Single((await researcher.GetAsync($"sessions/{session.Id}/permits")).Ok.EnumerateArray());
        Assert.Equal(("lung", 1, "rows", "active"), (
            used.GetProperty("cohort").GetString(), used.GetProperty("version").GetInt32(), used.GetProperty("level").GetString(), used.GetProperty("state").GetString()));
        Assert.Equal(1, (await steward.GetAsync($"permits/{permit}/revocation-preview")).Ok.GetProperty("runningNotebooks").GetInt32());

        Assert.Equal(200, (await steward.PostAsync($"permits/{permit}/revoke", new { reason = "The project ended." })).Status);
        Assert.Equal((403, "permit-revoked"), await ReadAsync(session));
        Assert.Equal("revoked", (await researcher.GetAsync($"sessions/{session.Id}/permits")).Ok[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Session_for_a_project_reads_under_that_projects_permits_alone()
    {
        var (researcher, steward, admin) = (await server.SignInAsync("researcher"), await server.SignInAsync("steward"), await server.SignInAsync("admin"));
        var only = await StartForAsync("a.ipynb", null);
        var second = (await admin.PostAsync("projects", new { name = "second", title = "Second", purpose = "Another purpose" })).Ok.GetProperty("id").GetString();
        Assert.Equal("project-unknown", (await researcher.PostAsync("notebooks", new { project = "second" })).Code);
        Assert.True((await admin.PostAsync($"projects/{second}/members", new { person = "researcher" })).Status is 200 or 204);
        var id = (await researcher.PostAsync("requests", new
        {
            cohort = "lung", project = "second", purpose = "P", justification = "J", level = "rows",
            tables = new[] { new { name = "patients", columns = new[] { "patient", "time" } } }, until = "2027-06-30",
        })).Ok.GetProperty("id").GetString();
        Assert.Equal(200, (await steward.PostAsync($"requests/{id}/grant")).Status);
        var notebook = (await researcher.PostAsync("notebooks", new { project = "second" })).Ok.GetProperty("path").GetString()!;

        var sessions = new[] { only, await StartForAsync("b.ipynb", "cancer-outcomes"), await StartForAsync("c.ipynb", null), await StartForAsync(notebook, null) };
        var reads = new List<(int, string?)>();
        foreach (var session in sessions)
        {
            reads.Add(await ReadAsync(session));
        }

        Assert.Equal([(403, "no-permit"), (403, "no-permit"), (200, null), (200, null)], reads);
        var listed = (await researcher.GetAsync("sessions")).Ok.EnumerateArray().ToDictionary(row => row.GetProperty("kernelId").GetString()!, row => row.GetProperty("project").GetString());
        Assert.Equal(["cancer-outcomes", "cancer-outcomes", null, "second"], sessions.Select(session => listed[session.Id.Value]));
        var started = (await steward.GetAsync("audit?kind=session-started")).Ok.GetProperty("events").EnumerateArray().ToList();
        Assert.Contains(started, one => one.GetProperty("details").TryGetProperty("project", out var project) && project.GetString() == second);

        async Task<KernelSession> StartForAsync(string path, string? project)
        {
            var reply = await researcher.PostAsync("/api/sessions", new { path, type = "notebook", kernel = new { name = ".net-csharp" }, project });
            Assert.Equal(201, reply.Status);
            Assert.True(Workbench.Protocol.Launching.SessionId.TryParse(reply.Json.GetProperty("kernel").GetProperty("id").GetString()!, out var kernel));
            return server.Get<SessionRegistry>().Find(kernel)!;
        }
    }

    [Fact]
    public async Task Session_is_listed_to_its_owner_and_stopped_by_an_admin_only_with_a_reason()
    {
        var researcher = await server.SignInAsync("researcher");
        var admin = await server.SignInAsync("admin");
        var session = await StartAsync("researcher");

        var row = Assert.Single((await researcher.GetAsync("sessions")).Ok.EnumerateArray());
        Assert.Equal((session.Id.Value, "idle", 123_000_000L, "researcher"), (
            row.GetProperty("kernelId").GetString(), row.GetProperty("state").GetString(), row.GetProperty("memoryBytes").GetInt64(), row.GetProperty("person").GetString()));
        Assert.Equal(0, (await admin.GetAsync("sessions")).Ok.GetArrayLength());
        Assert.Equal(1, (await admin.GetAsync("sessions?all=1")).Ok.GetArrayLength());
        Assert.Equal("session-unknown", (await (await server.SignInAsync("instructor")).PostAsync($"sessions/{session.Id}/stop", new { reason = "x" })).Code);
        Assert.Equal("invalid", (await admin.PostAsync($"sessions/{session.Id}/stop")).Code);

        engine.Answers = false;
        Assert.Equal((503, "launcher-absent"), Pair(await admin.PostAsync($"sessions/{session.Id}/stop", new { reason = "Maintenance" })));
        Assert.Equal((403, "no-permit"), await ReadAsync(session));

        engine.Answers = true;
        Assert.Equal(204, (await admin.PostAsync($"sessions/{session.Id}/stop", new { reason = "Maintenance" })).Status);
        Assert.False(File.Exists(session.Info.BrokerSocket));
        Assert.Equal(0, (await researcher.GetAsync("sessions")).Ok.GetArrayLength());

        var audit = (await (await server.SignInAsync("steward")).GetAsync("audit?limit=1000")).Ok.GetProperty("events").EnumerateArray().ToList();
        var stopped = Assert.Single(audit, one => one.GetProperty("kind").GetString() == "session-stopped");
        Assert.Equal(("admin", "Maintenance", "researcher"), (
            stopped.GetProperty("person").GetString(), stopped.GetProperty("details").GetProperty("reason").GetString(), stopped.GetProperty("details").GetProperty("owner").GetString()));
        Assert.Single(audit, one => one.GetProperty("kind").GetString() == "session-started");
    }

    [Fact]
    public async Task Session_that_outlived_the_server_gets_its_door_back_and_no_second_start_in_the_audit()
    {
        var session = await StartAsync("researcher");
        await server.App.DisposeAsync();
        Assert.False(File.Exists(session.Info.BrokerSocket));

        await server.StartAsync();

        Assert.Equal((403, "no-permit"), await ReadAsync(session));
        var audit = (await (await server.SignInAsync("steward")).GetAsync("audit?kind=session-started")).Ok;
        Assert.Equal(1, audit.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Somebody_else_cannot_see_what_a_session_opened()
    {
        var session = await StartAsync("researcher");
        var admin = await server.SignInAsync("admin");

        Assert.Equal((404, "session-unknown"), Pair(await admin.GetAsync($"sessions/{session.Id}/permits")));
    }

    private static (int, string?) Pair(Reply reply) => (reply.Status, reply.Code);

    private async Task<KernelSession> StartAsync(string owner)
    {
        var start = await server.Get<SessionRegistry>().StartAsync(new SessionOrder(owner, ".net-csharp"));
        Assert.True(start.Started, start.Refusal?.Message);
        return start.Session;
    }

    private static async Task<(int Status, string? Code)> ReadAsync(KernelSession session)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(session.Info.BrokerSocket), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        var reply = await Reply.OfAsync(await client.GetAsync("http://broker/v1/cohorts/lung/tables/patients?columns=time"));
        return (reply.Status, reply.Code);
    }
}
