using System.Net.Http.Json;
using Workbench.Server.Identity;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Identity;

public sealed class SignInTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Cookie_is_out_of_reach_of_script_and_of_other_sites()
    {
        using var client = server.Anonymous();
        var key = server.Get<DemoSignIn>().Keys().First().Key;

        var answer = await client.PostAsJsonAsync("/api/workbench/sign-in/link", new { key });

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        var session = Assert.Single(cookies, cookie => cookie.StartsWith("workbench=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", session, StringComparison.OrdinalIgnoreCase);
        var xsrf = Assert.Single(cookies, cookie => cookie.StartsWith("_xsrf=", StringComparison.Ordinal));
        Assert.Contains("path=/", xsrf, StringComparison.Ordinal);
        Assert.DoesNotContain("httponly", xsrf, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Invitation_asks_for_a_password_takes_a_good_one_once_and_then_the_password_signs_in()
    {
        var admin = await server.SignInAsync("admin");
        var link = (await admin.PostAsync("people", new { name = "invited", displayName = "Synthetic Invited", roles = new[] { "researcher" } }))
            .Ok.GetProperty("signInLink").GetString()!;
        var key = link["/sign-in?key=".Length..];

        Assert.Equal("password-needed", (await LinkAsync(key, null)).Code);
        Assert.Equal("password-weak", (await LinkAsync(key, "short")).Code);
        Assert.Equal(200, (await LinkAsync(key, Password)).Status);
        Assert.Equal("link-unknown", (await LinkAsync(key, Password)).Code);
        Assert.Equal(200, (await PasswordAsync("invited", Password)).Status);
    }

    [Fact]
    public async Task Wrong_password_five_times_locks_the_account_against_the_right_one()
    {
        var admin = await server.SignInAsync("admin");
        await InviteAsync(admin, "locked");

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("sign-in-failed", (await PasswordAsync("locked", "wrong")).Code);
        }

        Assert.Equal("sign-in-failed", (await PasswordAsync("locked", Password)).Code);
    }

    [Theory]
    [InlineData("nobody-here")]
    [InlineData("researcher")]
    [InlineData("")]
    public async Task Unknown_person_and_person_without_password_get_the_same_answer(string name) =>
        Assert.Equal((401, "sign-in-failed"), ((await PasswordAsync(name, "whatever it is")).Status, (await PasswordAsync(name, "x")).Code));

    [Fact]
    public async Task Inactive_person_is_out_at_the_next_call()
    {
        var admin = await server.SignInAsync("admin");
        var leaver = await InviteAsync(admin, "leaver");
        Assert.Equal(200, (await leaver.GetAsync("me")).Status);

        Assert.Equal(204, (await admin.SendAsync(HttpMethod.Patch, "people/leaver", new { active = false })).Status);

        Assert.Equal(401, (await leaver.GetAsync("me")).Status);
        Assert.Equal("sign-in-failed", (await PasswordAsync("leaver", Password)).Code);
    }

    [Fact]
    public async Task New_password_ends_the_browsers_that_were_signed_in()
    {
        var admin = await server.SignInAsync("admin");
        var before = await InviteAsync(admin, "changer");
        var again = (await admin.PostAsync("people/changer/invite")).Ok.GetProperty("signInLink").GetString()!;

        Assert.Equal(200, (await LinkAsync(again["/sign-in?key=".Length..], Password + " 2")).Status);

        Assert.Equal(401, (await before.GetAsync("me")).Status);
    }

    [Fact]
    public async Task Signing_in_is_audited_and_a_wrong_name_is_not_written_down()
    {
        await PasswordAsync("my-secret-typed-here", "x");
        var steward = await server.SignInAsync("steward");

        var events = (await steward.GetAsync("audit?kind=person-signed-in&limit=1000")).Text;

        Assert.Contains("steward signed in", events, StringComparison.Ordinal);
        Assert.Contains("sign-in-failed", events, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret-typed-here", events, StringComparison.Ordinal);
    }

    private async Task<Browser> InviteAsync(Browser admin, string name)
    {
        var link = (await admin.PostAsync("people", new { name, displayName = "Synthetic " + name, roles = new[] { "researcher" } }))
            .Ok.GetProperty("signInLink").GetString()!;
        using var client = server.Anonymous();
        var answer = await client.PostAsJsonAsync("/api/workbench/sign-in/link", new { key = link["/sign-in?key=".Length..], password = Password });
        answer.EnsureSuccessStatusCode();
        return Browser.From(server.Address, answer);
    }

    private async Task<Reply> LinkAsync(string key, string? password)
    {
        using var client = server.Anonymous();
        return await Reply.OfAsync(await client.PostAsJsonAsync("/api/workbench/sign-in/link", new { key, password }));
    }

    private async Task<Reply> PasswordAsync(string name, string password)
    {
        using var client = server.Anonymous();
        return await Reply.OfAsync(await client.PostAsJsonAsync("/api/workbench/sign-in", new { name, password }));
    }
}
