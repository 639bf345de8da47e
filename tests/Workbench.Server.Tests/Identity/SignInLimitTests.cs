using System.Net.Http.Json;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Identity;

public sealed class SignInLimitTests : IAsyncLifetime
{
    private readonly RunningServer server = new();

    public Task InitializeAsync()
    {
        server.Settings["Server:SignInAttemptsPerMinute"] = "5";
        return server.InitializeAsync();
    }

    public Task DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("/api/workbench/sign-in", """{"name":"researcher","password":"guess"}""")]
    [InlineData("/api/workbench/sign-in/link", """{"key":"guess"}""")]
    public async Task Too_many_attempts_are_refused_with_429(string path, string body)
    {
        using var client = server.Anonymous();
        var replies = new List<Reply>();
        for (var i = 0; i < 6; i++)
        {
            replies.Add(await Reply.OfAsync(await client.PostAsJsonAsync(path, System.Text.Json.JsonDocument.Parse(body).RootElement)));
        }

        Assert.DoesNotContain(429, replies.Take(5).Select(reply => reply.Status));
        Assert.Equal((429, "too-many-attempts"), (replies[5].Status, replies[5].Code));
    }
}
