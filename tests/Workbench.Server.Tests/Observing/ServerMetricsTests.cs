using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Observing;

public sealed class ServerMetricsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(null, 401)]
    [InlineData("researcher", 403)]
    [InlineData("steward", 403)]
    [InlineData("admin", 200)]
    public async Task Figures_are_for_admins(string? person, int status)
    {
        using var nobody = server.Anonymous();

        Assert.Equal(status, person is null
            ? (int)(await nobody.GetAsync("/metrics")).StatusCode
            : (await (await server.SignInAsync(person)).GetAsync("/metrics")).Status);
    }

    [Fact]
    public async Task Figures_name_routes_and_statuses_and_no_person_or_thing()
    {
        var admin = await server.SignInAsync("admin");
        await admin.GetAsync("cohorts/lung");
        await admin.GetAsync("requests/hidden-word?secret=hidden-word");
        await admin.GetAsync("/api/contents/hidden-word.ipynb");

        var text = await FiguresOfAsync(admin, "/api/workbench/cohorts/{name}");

        Assert.Contains("/api/workbench/cohorts/{name}", text, StringComparison.Ordinal);
        Assert.Contains("http_response_status_code=\"404\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lung", text, StringComparison.Ordinal);
        Assert.DoesNotContain("researcher", text, StringComparison.Ordinal);
    }

    // The exporter gives an answer again for a moment, also one from before the requests of this test.
    private static async Task<string> FiguresOfAsync(Browser admin, string route)
    {
        var text = "";
        for (var tries = 0; tries < 20 && !text.Contains(route, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(tries * 25);
            text = (await admin.GetAsync("/metrics")).Text;
        }

        return text;
    }
}
