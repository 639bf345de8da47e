using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workbench.Server.CommandLine;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.Tests.Hosting;

/// <summary>The real server with the demo's people on a real socket, in a data folder of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("wb-server-").FullName;

    internal Dictionary<string, string?> Settings { get; } = new()
    {
        ["Server:Urls"] = "http://127.0.0.1:0",
        ["Server:SignInAttemptsPerMinute"] = "10000",
    };

    internal Action<IServiceCollection>? Replace { get; set; }

    internal bool Demo { get; init; } = true;

    internal DataFolder Folder => new(data);

    internal WebApplication App { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assert.Equal(0, await InitVerb.RunAsync(new InitCommand(data, Demo, MigrateOnly: false)));
        await StartAsync();
    }

    internal async Task StartAsync()
    {
        App = ServeVerb.Build(Folder, Settings, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            Replace?.Invoke(services);
        });
        await App.StartAsync();
        Address = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    internal T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A client that is nobody.</summary>
    internal HttpClient Anonymous() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A browser: signed in by the demo link, sends the cookie and the page's secret.</summary>
    internal async Task<Browser> SignInAsync(string person)
    {
        var key = Get<DemoSignIn>().Keys().Single(known => known.Person == person).Key;
        using var client = Anonymous();
        var answer = await client.PostAsJsonAsync("/api/workbench/sign-in/link", new { key });
        answer.EnsureSuccessStatusCode();
        return Browser.From(Address, answer);
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}

/// <summary>A signed-in browser, as far as calls show it.</summary>
internal sealed class Browser(Uri address, string session, string xsrf)
{
    public string Cookies => $"workbench={session}; _xsrf={xsrf}";

    public string Xsrf => xsrf;

    public static Browser From(Uri address, HttpResponseMessage signedIn)
    {
        var set = signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0].Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new Browser(address, set["workbench"], set["_xsrf"]);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        using var call = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/workbench/" + path);
        call.Headers.Add("Cookie", Cookies);
        if (method != HttpMethod.Get)
        {
            call.Headers.Add("X-XSRFToken", xsrf);
            call.Content = JsonContent.Create(body ?? new { });
        }

        change?.Invoke(call);
        using var answer = await client.SendAsync(call);
        return await Reply.OfAsync(answer);
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);
}

/// <summary>An answer, read whole.</summary>
internal sealed record Reply(int Status, string Text)
{
    public static async Task<Reply> OfAsync(HttpResponseMessage answer) => new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The refusal's code; null for anything that is no refusal.</summary>
    public string? Code => Status >= 400 && Text.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public override string ToString() => $"{Status}: {Text}";

    /// <summary>The body of a call that must have worked.</summary>
    public JsonElement Ok => Status is 200 or 204 ? Json : throw new Xunit.Sdk.XunitException(ToString());
}
