using System.Text.Json;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Requests;

/// <summary>Request, review, grant, revoke over HTTP, against a snapshot whose groups are 35 and 5 patients.</summary>
public sealed class AccessStoryTests : IClassFixture<PublishedLung>
{
    private readonly RunningServer server;

    public AccessStoryTests(PublishedLung lung) => server = lung.Server;

    private static object Wish(string[] columns, string purpose = "Survival by sex") => new
    {
        cohort = "lung", project = "cancer-outcomes", purpose, justification = "Sex is the exposure.", level = "rows",
        tables = new[] { new { name = "patients", columns } }, until = "2027-06-30",
    };

    [Fact]
    public async Task Request_is_reviewed_granted_used_and_revoked_and_the_audit_shows_all_of_it()
    {
        var researcher = await server.SignInAsync("researcher");
        var steward = await server.SignInAsync("steward");

        var id = (await researcher.PostAsync("requests", Wish(["patient", "time", "sex"]))).Ok.GetProperty("id").GetString();
        Assert.Equal("requested", await AccessAsync(researcher));
        Assert.Equal("already-requested", (await researcher.PostAsync("requests", Wish(["time"]))).Code);

        Assert.Equal("not-allowed", (await researcher.PostAsync($"requests/{id}/grant")).Code);
        Assert.Equal(1, (await steward.GetAsync("home")).Ok.GetProperty("reviews").GetInt32());
        var exposure = (await steward.GetAsync($"requests/{id}")).Ok.GetProperty("exposure");
        Assert.Equal((3, 40L, 40, LungSnapshot.Females, 1), (
            exposure.GetProperty("columns").GetInt32(), exposure.GetProperty("rows").GetInt64(), exposure.GetProperty("patients").GetInt32(),
            exposure.GetProperty("k").GetInt32(), exposure.GetProperty("smallGroups").GetInt32()));

        var tooMuch = await steward.PostAsync($"requests/{id}/grant", new { until = "2027-07-01" });
        Assert.Equal("grant-exceeds-request", tooMuch.Code);
        var badFilter = await steward.PostAsync($"requests/{id}/grant", new { rowFilter = "time > (SELECT 1)" });
        Assert.Equal((400, "filter-refused"), (badFilter.Status, badFilter.Code));

        var granted = (await steward.PostAsync($"requests/{id}/grant", new { rowFilter = "time > 100" })).Ok;
        var permit = granted.GetProperty("permitId").GetString();
        Assert.Equal("granted", await AccessAsync(researcher));
        Assert.Equal("2027-06-30T23:59:59+00:00", granted.GetProperty("until").GetString());
        Assert.Equal("wrong-state", (await steward.PostAsync($"requests/{id}/grant")).Code);

        Assert.Equal("invalid", (await steward.PostAsync($"permits/{permit}/revoke", new { reason = " " })).Code);
        Assert.Equal("revoked", (await steward.PostAsync($"permits/{permit}/revoke", new { reason = "The project ended." })).Ok.GetProperty("state").GetString());
        Assert.Equal("none", await AccessAsync(researcher));

        var audit = (await steward.GetAsync("audit?limit=1000")).Ok;
        Assert.True(audit.GetProperty("valid").GetBoolean());
        var kinds = audit.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("kind").GetString()).ToList();
        Assert.Contains("request-submitted", kinds);
        Assert.Contains("request-granted", kinds);
        Assert.Contains("permit-revoked", kinds);
        Assert.Contains("\"outcome\":\"not-allowed\"", JsonSerializer.Serialize(audit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steward_who_also_asks_cannot_grant_the_own_request()
    {
        var admin = await server.SignInAsync("admin");
        Assert.Equal(204, (await admin.SendAsync(HttpMethod.Patch, "people/instructor", new { roles = new[] { "researcher", "instructor", "steward" } })).Status);
        var both = await server.SignInAsync("instructor");
        var id = (await both.PostAsync("requests", Wish(["time"]))).Ok.GetProperty("id").GetString();

        var granted = await both.PostAsync($"requests/{id}/grant");

        Assert.Equal((403, "own-matter"), (granted.Status, granted.Code));
        Assert.Equal(204, (await both.PostAsync($"requests/{id}/withdraw")).Status);
        await admin.SendAsync(HttpMethod.Patch, "people/instructor", new { roles = new[] { "researcher", "instructor" } });
    }

    [Fact]
    public async Task Preview_hides_a_group_below_the_threshold_and_its_size()
    {
        var researcher = await server.SignInAsync("researcher");

        var preview = await researcher.PostAsync("requests/preview", Wish(["patient", "time", "sex"]));
        var without = (await researcher.PostAsync("requests/preview", Wish(["patient", "time"]))).Ok;

        Assert.Equal(JsonValueKind.Null, preview.Ok.GetProperty("k").ValueKind);
        Assert.Contains("smaller than 10", preview.Text, StringComparison.Ordinal);
        Assert.Equal(40, without.GetProperty("rows").GetInt64());
        Assert.Equal(0, without.GetProperty("quasiIdentifiers").GetArrayLength());
    }

    [Theory]
    [InlineData("time < 130", 30, 30, null)]
    [InlineData("sex = 'female'", null, null, null)]
    [InlineData("sex = 'male'", null, null, 35)]
    [InlineData("time < 105", null, null, null)]
    [InlineData("time >= 0", 40, 40, null)]
    public async Task Steward_sees_what_a_row_filter_would_leave_but_no_figure_about_few_people_and_it_is_recorded(string filter, int? rows, int? patients, int? k)
    {
        var steward = await server.SignInAsync("steward");

        var preview = (await steward.PostAsync("requests/preview", Filtered(filter))).Ok;

        Assert.Equal((rows, patients), (Number(preview, "rows"), Number(preview, "patients")));
        Assert.Equal(filter == "time < 130" ? 30 : k, Number(preview, "k"));
        Assert.DoesNotContain(" 5 ", preview.GetProperty("text").ToString(), StringComparison.Ordinal);
        var recorded = (await steward.GetAsync("audit?kind=exposure-measured&limit=1")).Ok.GetProperty("events")[0];
        Assert.Equal(("steward", "lung/v1"), (recorded.GetProperty("person").GetString(), recorded.GetProperty("snapshot").GetString()));
        Assert.EndsWith($"filtered by {filter.Split(' ')[0]}.", recorded.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("researcher", "time > 100", 403, "not-allowed")]
    [InlineData("steward", "time > (SELECT 1)", 400, "filter-refused")]
    [InlineData("steward", "time > 'abc'", 400, "filter-refused")]
    [InlineData("steward", "nothing = 1", 400, "filter-refused")]
    public async Task Preview_with_a_row_filter_is_for_stewards_and_for_filters_that_fit(string person, string filter, int status, string code)
    {
        var reply = await (await server.SignInAsync(person)).PostAsync("requests/preview", Filtered(filter));

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.DoesNotContain("abc", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_measures_the_columns_that_are_chosen_not_all_of_the_snapshot()
    {
        var steward = await server.SignInAsync("steward");

        var with = (await steward.PostAsync("requests/preview", Wish(["patient", "sex"]))).Ok;
        var without = (await steward.PostAsync("requests/preview", Wish(["patient", "time"]))).Ok;

        Assert.Equal((LungSnapshot.Females, 1), (Number(with, "k"), Number(with, "smallGroups")));
        Assert.Equal((null, null), (Number(without, "k"), Number(without, "smallGroups")));
    }

    [Fact]
    public async Task Cohort_page_shows_no_count_below_the_threshold()
    {
        var researcher = await server.SignInAsync("researcher");

        var page = (await researcher.GetAsync("cohorts/lung")).Ok;

        var bars = page.GetProperty("counts")[0].GetProperty("bars").EnumerateArray().ToDictionary(bar => bar.GetProperty("label").GetString()!, bar => bar.GetProperty("count"));
        Assert.Equal(LungSnapshot.Males, bars["male"].GetInt32());
        Assert.Equal(JsonValueKind.Null, bars["female"].ValueKind);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("risk").GetProperty("k").ValueKind);
        var time = page.GetProperty("tables")[0].GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "time");
        Assert.Equal(JsonValueKind.Null, time.GetProperty("missingPercent").ValueKind);
    }

    [Fact]
    public async Task Request_of_somebody_else_is_not_there_for_who_is_no_steward()
    {
        var instructor = await server.SignInAsync("instructor");
        var id = (await instructor.PostAsync("requests", Wish(["time"], "Not yours"))).Ok.GetProperty("id").GetString();
        var researcher = await server.SignInAsync("researcher");

        var reply = await researcher.GetAsync($"requests/{id}");

        Assert.Equal((404, "request-unknown"), (reply.Status, reply.Code));
        Assert.DoesNotContain("Not yours", (await researcher.GetAsync("requests")).Text, StringComparison.Ordinal);
        await instructor.PostAsync($"requests/{id}/withdraw");
    }

    [Theory]
    [InlineData("""{"cohort":"none","project":"cancer-outcomes","purpose":"P","justification":"J","level":"rows","tables":[],"until":"2027-01-01"}""", 404, "cohort-unknown")]
    [InlineData("""{"cohort":"lung","project":"none","purpose":"P","justification":"J","level":"rows","tables":[],"until":"2027-01-01"}""", 404, "project-unknown")]
    [InlineData("""{"cohort":"lung","project":"cancer-outcomes","purpose":"","justification":"J","level":"rows","tables":[],"until":"2027-01-01"}""", 400, "invalid")]
    [InlineData("""{"cohort":"lung","project":"cancer-outcomes","purpose":"P","justification":"J","level":"rows","tables":[{"name":"patients","columns":["nope"]}],"until":"2027-01-01"}""", 400, "invalid")]
    [InlineData("""{"cohort":"lung","project":"cancer-outcomes","purpose":"P","justification":"J","level":"rows","tables":[{"name":"patients","columns":["sex"]}],"until":"2001-01-01"}""", 400, "invalid")]
    [InlineData("""{"cohort":"lung","project":"cancer-outcomes","purpose":"P","justification":"J","level":"everything","tables":[],"until":"2027-01-01"}""", 400, "malformed")]
    [InlineData("""{"cohort":"lung","project":"cancer-outcomes","purpose":"P","justification":"J","level":1,"tables":[],"until":"2027-01-01"}""", 400, "malformed")]
    [InlineData("""{"cohort":null,"project":"cancer-outcomes","purpose":"P","justification":"J","level":"rows","tables":[],"until":"2027-01-01"}""", 400, "malformed")]
    public async Task Request_with_a_fault_is_refused_with_its_code(string body, int status, string code)
    {
        var researcher = await server.SignInAsync("researcher");

        var reply = await researcher.PostAsync("requests", JsonDocument.Parse(body).RootElement);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    private static object Filtered(string rowFilter) => new
    {
        cohort = "lung", level = "rows", tables = new[] { new { name = "patients", columns = new[] { "patient", "time", "sex" } } }, rowFilter,
    };

    private static int? Number(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static async Task<string?> AccessAsync(Browser person) =>
        (await person.GetAsync("cohorts/lung")).Ok.GetProperty("access").GetProperty("state").GetString();
}

/// <summary>A running server whose lung cohort has its first snapshot.</summary>
public sealed class PublishedLung : IAsyncLifetime
{
    public RunningServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        await LungSnapshot.PublishAsync(Server);
    }

    public Task DisposeAsync() => Server.DisposeAsync();
}
