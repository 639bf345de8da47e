using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.People;

/// <summary>Who may: one row per endpoint, all roles of the demo against it. What is not "refused" may still be a 404 or 400 of an allowed call.</summary>
public sealed class RoleTableTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Everybody = ["researcher", "instructor", "steward", "provider", "admin"];

    public static TheoryData<string, string, string?, string> Rows => new()
    {
        { "GET", "me", null, "everybody" },
        { "GET", "home", null, "everybody" },
        { "GET", "cohorts", null, "everybody" },
        { "GET", "cohorts/lung", null, "everybody" },
        { "GET", "projects", null, "everybody" },
        { "GET", "requests", null, "everybody" },
        { "GET", "permits", null, "everybody" },
        { "GET", "audit", null, "everybody" },
        { "GET", "samples", null, "everybody" },
        { "GET", "notebooks", null, "everybody" },
        { "GET", "sessions", null, "everybody" },
        { "GET", "tokens", null, "everybody" },
        { "GET", "sessions?all=1", null, "admin" },
        { "GET", "people", null, "admin" },
        { "POST", "people", """{"name":"added","displayName":"Synthetic Added","roles":["researcher"]}""", "admin" },
        { "PATCH", "people/provider", """{"active":true}""", "admin" },
        { "POST", "people/provider/invite", "{}", "admin" },
        { "POST", "projects", """{"name":"second","title":"Second","purpose":"Testing"}""", "admin" },
        { "POST", "projects/cancer-outcomes/members", """{"person":"provider"}""", "admin" },
        { "DELETE", "projects/cancer-outcomes/members/provider", null, "admin" },
        { "POST", "cohorts", """{"name":"second","title":"Second","disease":"None","description":"Synthetic","provider":"Synthetic"}""", "steward,admin" },
        { "GET", "permits/pmt_none/revocation-preview", null, "steward,admin" },
        { "POST", "permits/pmt_none/revoke", """{"reason":"test"}""", "steward,admin" },
        { "GET", "orders", null, "provider,steward,admin" },
        { "POST", "orders", """{"source":"second","cohort":"lung","project":"cancer-outcomes"}""", "provider,steward,admin" },
        { "POST", "samples", """{"path":"none.ipynb","title":"T","teaches":"T","cohorts":[],"languages":["C#"],"minutes":5}""", "instructor" },
        { "POST", "requests", """{"cohort":"lung","project":"cancer-outcomes","purpose":"P","justification":"J","level":"rows","tables":[{"name":"patients","columns":["sex"]}],"until":"2100-01-01"}""", "researcher,instructor" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Endpoint_by_role(string method, string path, string? body, string allowed)
    {
        var mayCall = allowed == "everybody" ? Everybody : allowed.Split(',');
        foreach (var person in Everybody)
        {
            var browser = await server.SignInAsync(person);

            var reply = await browser.SendAsync(
                new HttpMethod(method), path, body is null ? null : System.Text.Json.JsonDocument.Parse(body).RootElement);

            Assert.True((reply.Status == 403) != mayCall.Contains(person), $"{person} {method} {path}: {reply}");
            Assert.NotEqual(500, reply.Status);
        }
    }

    [Fact]
    public async Task Admin_changing_the_own_roles_is_refused_as_an_own_matter()
    {
        var admin = await server.SignInAsync("admin");

        var reply = await admin.SendAsync(HttpMethod.Patch, "people/admin", new { roles = new[] { "admin", "steward" } });

        Assert.Equal((403, "own-matter"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Audit_shows_others_only_to_stewards_and_admins()
    {
        var researcher = await server.SignInAsync("researcher");
        await server.SignInAsync("steward");

        var events = (await researcher.GetAsync("audit?person=steward")).Ok.GetProperty("events").EnumerateArray().ToList();

        Assert.NotEmpty(events);
        Assert.All(events, one => Assert.Equal("researcher", one.GetProperty("person").GetString()));
    }
}
