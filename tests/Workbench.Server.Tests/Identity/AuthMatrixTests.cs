using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;
using Workbench.Server.People;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Identity;

/// <summary>Every endpoint that is mapped, ours and Jupyter's, against every way of calling it. A new endpoint is in here by itself.</summary>
public sealed class AuthMatrixTests(RunningServer server) : IClassFixture<RunningServer>
{
    /// <summary>What may be called by nobody. Adding a line here is a decision about the wall.</summary>
    private static readonly string[] OpenToAnybody =
    [
        "GET /api/workbench/sign-in",
        "GET /api/workbench/sign-in/{provider}",
        "GET /healthz",
        "GET /openapi/{documentName}.json",
        "POST /api/workbench/sign-in",
        "POST /api/workbench/sign-in/link",
    ];

    [Fact]
    public async Task Endpoint_called_by_nobody_answers_401_unless_it_is_listed()
    {
        using var nobody = server.Anonymous();
        var open = new List<string>();
        foreach (var (method, pattern, path) in Endpoints())
        {
            using var answer = await nobody.SendAsync(new HttpRequestMessage(method, path) { Content = Body(method) });
            if ((int)answer.StatusCode != 401)
            {
                open.Add($"{method} {pattern}");
            }
        }

        Assert.Equal(OpenToAnybody, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task State_changing_endpoint_called_by_cookie_without_the_pages_secret_answers_403()
    {
        var browser = await server.SignInAsync("admin");
        foreach (var (method, pattern, path) in StateChanging())
        {
            foreach (var secret in new[] { null, "", "wrong", browser.Xsrf + "x" })
            {
                var reply = await browser.SendAsync(method, path, change: call => Replace(call, secret));
                Assert.True(reply is { Status: 403, Code: "xsrf-missing" }, $"{method} {pattern} with {secret ?? "no secret"}: {reply}");
            }
        }
    }

    [Fact]
    public async Task State_changing_endpoint_called_from_a_foreign_page_answers_403()
    {
        var browser = await server.SignInAsync("admin");
        foreach (var (method, pattern, path) in StateChanging())
        {
            foreach (var (header, value) in new[]
            {
                ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", $"http://127.0.0.1:{server.Address.Port + 1}"),
                ("Origin", $"https://{server.Address.Authority}"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
            })
            {
                var reply = await browser.SendAsync(method, path, change: call => call.Headers.Add(header, value));
                Assert.True(reply is { Status: 403, Code: "foreign-origin" }, $"{method} {pattern} with {header}: {value}: {reply}");
            }
        }
    }

    [Fact]
    public async Task Sign_in_from_a_foreign_page_answers_403()
    {
        using var nobody = server.Anonymous();
        foreach (var path in new[] { "/api/workbench/sign-in", "/api/workbench/sign-in/link" })
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(HttpMethod.Post) };
            call.Headers.Add("Origin", "http://evil.example");
            var reply = await Reply.OfAsync(await nobody.SendAsync(call));
            Assert.Equal("foreign-origin", reply.Code);
        }
    }

    [Theory]
    [InlineData("/api/kernels/0123456789abcdef/channels")]
    [InlineData("/api/events/subscribe")]
    public async Task WebSocket_opened_by_cookie_from_a_foreign_page_or_without_origin_answers_403(string path)
    {
        var browser = await server.SignInAsync("researcher");
        foreach (var origin in new[] { "http://evil.example", null })
        {
            var reply = await browser.SendAsync(HttpMethod.Get, path, change: call => Upgrade(call, origin));
            Assert.Equal("foreign-origin", reply.Code);
        }
    }

    [Fact]
    public async Task Call_by_cookie_with_the_pages_secret_is_let_in()
    {
        var browser = await server.SignInAsync("researcher");

        var reply = await browser.PostAsync("notebooks", new { name = "by-cookie" });

        Assert.Equal("by-cookie.ipynb", reply.Ok.GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("token")]
    [InlineData("Bearer")]
    public async Task Call_by_token_needs_neither_secret_nor_origin_and_a_wrong_token_answers_401(string word)
    {
        var token = await TokenAsync("researcher");
        using var client = server.Anonymous();
        client.DefaultRequestHeaders.Add("Origin", "http://elsewhere.example");

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(word, token);
        var right = await client.PostAsync("/api/workbench/notebooks", Body(HttpMethod.Post));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(word, token[..^1] + (token[^1] == 'A' ? 'B' : 'A'));
        var wrong = await client.PostAsync("/api/workbench/notebooks", Body(HttpMethod.Post));

        Assert.Equal(200, (int)right.StatusCode);
        Assert.Equal(401, (int)wrong.StatusCode);
    }

    [Theory]
    [InlineData("/api/me", 200)]
    [InlineData("/api/kernelspecs", 200)]
    [InlineData("/api/workbench/me", 401)]
    [InlineData("/api/workbench/tokens", 401)]
    public async Task Token_in_the_address_is_taken_by_the_jupyter_api_alone(string path, int expected)
    {
        var token = await TokenAsync("researcher");
        using var client = server.Anonymous();

        var answer = await client.GetAsync($"{path}?token={token}");

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Revoked_token_answers_401_at_the_next_call()
    {
        var browser = await server.SignInAsync("researcher");
        var made = (await browser.PostAsync("tokens", new { label = "laptop" })).Ok;
        using var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", made.GetProperty("token").GetString());

        var before = await client.GetAsync("/api/workbench/me");
        var revoked = await browser.SendAsync(HttpMethod.Delete, $"tokens/{made.GetProperty("id").GetString()}");
        var after = await client.GetAsync("/api/workbench/me");

        Assert.Equal((200, 204, 401), ((int)before.StatusCode, revoked.Status, (int)after.StatusCode));
        var stored = await File.ReadAllBytesAsync(server.Folder.IdentityDatabase);
        Assert.Equal(-1, stored.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(made.GetProperty("token").GetString()!)));
    }

    [Fact]
    public async Task Tokens_that_are_made_and_revoked_are_in_the_audit_without_the_token()
    {
        var browser = await server.SignInAsync("researcher");
        var made = (await browser.PostAsync("tokens", new { label = "laptop" })).Ok;
        var id = made.GetProperty("id").GetString()!;

        var revoked = await browser.SendAsync(HttpMethod.Delete, $"tokens/{id}");
        var again = await browser.SendAsync(HttpMethod.Delete, $"tokens/{id}");
        var foreign = await (await server.SignInAsync("instructor")).SendAsync(HttpMethod.Delete, $"tokens/{id}");

        Assert.Equal((204, 404, 404), (revoked.Status, again.Status, foreign.Status));
        await using var governance = server.Get<Workbench.Governance.Storage.GovernanceStore>().Read();
        var events = governance.AuditEvents.Where(one => one.Kind == "token-made" || one.Kind == "token-revoked").OrderBy(one => one.Sequence).ToList();
        Assert.Contains(events, one => (one.Kind, one.Person, one.Outcome, one.Details.GetValueOrDefault("token")) == ("token-made", "researcher", "done", id));
        Assert.Single(events, one => (one.Kind, one.Person, one.Outcome, one.Details.GetValueOrDefault("token")) == ("token-revoked", "researcher", "done", id));
        Assert.Equal(["researcher", "instructor"], events.Where(one => one.Outcome == "token-unknown").Select(one => one.Person));
        Assert.DoesNotContain(events, one => one.Details.Values.Any(text => text.Contains(made.GetProperty("token").GetString()!, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("169.254.169.254")]
    public async Task Call_under_a_foreign_host_name_answers_400(string host)
    {
        var browser = await server.SignInAsync("researcher");

        var reply = await browser.SendAsync(HttpMethod.Get, "me", change: call => call.Headers.Host = host);

        Assert.Equal(400, reply.Status);
    }

    private async Task<string> TokenAsync(string person)
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        var made = await MakeToken.MakeAsync(
            scope.ServiceProvider.GetRequiredService<IdentityContext>(), server.Get<GovernanceStore>(), Actor.Installer, person, "test", CancellationToken.None);
        return made.Token;
    }

    private IEnumerable<(HttpMethod Method, string Pattern, string Path)> Endpoints() =>
        from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (new HttpMethod(method), pattern, Filled(pattern));

    private IEnumerable<(HttpMethod Method, string Pattern, string Path)> StateChanging() =>
        Endpoints().Where(one => one.Method != HttpMethod.Get && !OpenToAnybody.Contains($"{one.Method} {one.Pattern}"));

    private static string Filled(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern.Replace("{documentName}", "v1", StringComparison.Ordinal), @"\{[^}]+\}", "0123456789abcdef");

    private static StringContent? Body(HttpMethod method) =>
        method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

    private static void Replace(HttpRequestMessage call, string? secret)
    {
        call.Headers.Remove("X-XSRFToken");
        if (secret is not null)
        {
            call.Headers.TryAddWithoutValidation("X-XSRFToken", secret);
        }
    }

    private static void Upgrade(HttpRequestMessage call, string? origin)
    {
        call.Headers.Connection.Add("Upgrade");
        call.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        call.Headers.Add("Sec-WebSocket-Version", "13");
        call.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(new byte[16]));
        if (origin is not null)
        {
            call.Headers.Add("Origin", origin);
        }
    }
}
