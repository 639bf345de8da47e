using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Edge;

public sealed class EdgeTests(ServedWebApp app) : IClassFixture<ServedWebApp>
{
    private readonly RunningServer server = app.Server;

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/assets/app-1a2b.js")]
    [InlineData("/api/workbench/me")]
    [InlineData("/api/nothing")]
    [InlineData("/missing.png")]
    public async Task Every_answer_carries_the_security_headers_and_names_no_server(string path)
    {
        using var client = server.Anonymous();

        var answer = await client.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Script_frame_has_no_origin_no_network_and_no_script_but_its_own()
    {
        using var client = server.Anonymous();

        var answer = await client.GetAsync("/script-frame");

        var document = await answer.Content.ReadAsStringAsync();
        var start = document.IndexOf("<script>", StringComparison.Ordinal) + "<script>".Length;
        var script = document[start..document.IndexOf("</script>", StringComparison.Ordinal)];
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Equal("sandbox allow-scripts", policy[0]);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("connect-src 'none'", policy);
        Assert.Contains($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}' 'unsafe-eval'", policy);
        Assert.Equal("frame-ancestors 'self'", Assert.Single(policy, static directive => directive.Contains("'self'", StringComparison.Ordinal)));
        Assert.Equal("()", Assert.Single(answer.Headers.GetValues("Connection-Allowlist")));
        Assert.Equal("SAMEORIGIN", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Fact]
    public async Task Web_app_gives_its_index_for_its_own_addresses_and_404_for_a_missing_file()
    {
        using var client = server.Anonymous();

        var page = await client.GetAsync("/cohorts/lung");
        var missing = await client.GetAsync("/assets/gone.js");

        Assert.Equal("<!doctype html><title>index</title>", await page.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        Assert.Equal(404, (int)missing.StatusCode);
    }

    [Theory]
    [InlineData("br, gzip", "brotli", "br")]
    [InlineData("gzip", "plain", null)]
    [InlineData("", "plain", null)]
    public async Task Hashed_asset_is_cached_for_ever_and_sent_compressed_where_it_may_be(string accepted, string content, string? encoding)
    {
        using var client = server.Anonymous();
        using var call = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        call.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        var answer = await client.SendAsync(call);

        Assert.Equal(content, await answer.Content.ReadAsStringAsync());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/../server/demo.key")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets/..%2f..%2fdemo.key")]
    public async Task Web_app_gives_nothing_from_outside_its_folder(string path)
    {
        using var client = server.Anonymous();

        var answer = await client.GetAsync(path);

        Assert.True((int)answer.StatusCode is 400 or 404 || await answer.Content.ReadAsStringAsync() == "<!doctype html><title>index</title>");
    }

    [Theory]
    [InlineData("{", "application/json", 400, "malformed")]
    [InlineData("", "application/json", 400, "malformed")]
    [InlineData("[]", "application/json", 400, "malformed")]
    [InlineData("{}", "application/json", 400, "malformed")]
    [InlineData("{\"label\":7}", "application/json", 400, "malformed")]
    [InlineData("{\"label\":\"x\"}", "text/plain", 415, "not-json")]
    public async Task Body_that_is_not_what_the_address_takes_is_refused(string body, string type, int status, string code)
    {
        var browser = await server.SignInAsync("researcher");

        var reply = await browser.SendAsync(HttpMethod.Post, "tokens", change: call => call.Content = new StringContent(body, Encoding.UTF8, type));

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal(0, (await browser.GetAsync("tokens")).Ok.GetArrayLength());
    }

    [Fact]
    public async Task Oversized_body_is_refused_with_413()
    {
        var browser = await server.SignInAsync("researcher");

        var reply = await browser.PostAsync("tokens", new { label = new string('x', 2 << 20) });

        Assert.Equal((413, "too-large"), (reply.Status, reply.Code));
    }
}

/// <summary>A running server with a small web app.</summary>
public sealed class ServedWebApp : IAsyncLifetime
{
    private readonly string web = Directory.CreateTempSubdirectory("wb-web-").FullName;

    public RunningServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(web, "assets"));
        await File.WriteAllTextAsync(Path.Combine(web, "index.html"), "<!doctype html><title>index</title>");
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "app-1a2b.js"), "plain");
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "app-1a2b.js.br"), "brotli");
        Server.Settings["Server:Web"] = web;
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(web, recursive: true);
    }
}
