using Workbench.Notebooks.Wall;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Wall;

/// <summary>Who may look at the wall and have it attacked. The attacks themselves are in Workbench.Notebooks.Tests.</summary>
public sealed class WallTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("researcher")]
    [InlineData("steward")]
    public async Task Wall_is_for_admins_alone(string person)
    {
        var browser = await server.SignInAsync(person);

        Assert.Equal((403, 403), ((await browser.GetAsync("wall")).Status, (await browser.PostAsync("wall", new { })).Status));
    }

    [Fact]
    public async Task Run_without_a_launcher_is_over_at_once_and_says_why()
    {
        var browser = await server.SignInAsync("admin");
        var before = (await browser.GetAsync("wall")).Ok;
        Assert.Equal("never", before.GetProperty("state").GetString());
        Assert.Equal(AttackPack.All.Count, before.GetProperty("attacks").GetArrayLength());

        Assert.Equal(202, (await browser.PostAsync("wall", new { })).Status);

        var report = (await browser.GetAsync("wall")).Ok;
        for (var i = 0; i < 100 && report.GetProperty("state").GetString() == "running"; i++)
        {
            await Task.Delay(50);
            report = (await browser.GetAsync("wall")).Ok;
        }

        Assert.Equal("done", report.GetProperty("state").GetString());
        Assert.Contains("launcher does not answer", report.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, report.GetProperty("tried").GetInt32());
    }
}
