using System.Net.Sockets;
using System.Text;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Orders;

public sealed class OrderTests : IAsyncLifetime
{
    private readonly RunningServer server = new();

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    private static readonly object Second = new { source = "second-delivery", cohort = "lung", project = "cancer-outcomes" };

    [Fact]
    public async Task Order_without_a_launcher_stays_approved_and_says_so()
    {
        var provider = await server.SignInAsync("provider");
        var steward = await server.SignInAsync("steward");
        var id = (await provider.PostAsync("orders", Second)).Ok.GetProperty("id").GetString();

        Assert.Equal("not-allowed", (await provider.PostAsync($"orders/{id}/approve")).Code);
        var approved = (await steward.PostAsync($"orders/{id}/approve")).Ok;

        Assert.Equal("approved", approved.GetProperty("state").GetString());
        Assert.Contains("launcher", approved.GetProperty("notice").GetString(), StringComparison.Ordinal);
        var listed = (await provider.GetAsync("orders")).Ok.EnumerateArray().Single(order => order.GetProperty("id").GetString() == id);
        Assert.Contains("launcher", listed.GetProperty("notice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_order_is_not_approved_by_oneself()
    {
        var steward = await server.SignInAsync("steward");
        var id = (await steward.PostAsync("orders", Second)).Ok.GetProperty("id").GetString();

        Assert.Equal("own-matter", (await steward.PostAsync($"orders/{id}/approve")).Code);
    }

    [Fact]
    public async Task Approved_order_is_handed_to_the_launcher_by_its_id_alone()
    {
        var asked = ListenAsLauncherAsync();
        var provider = await server.SignInAsync("provider");
        var steward = await server.SignInAsync("steward");
        var id = (await provider.PostAsync("orders", Second)).Ok.GetProperty("id").GetString();

        await steward.PostAsync($"orders/{id}/approve");

        Assert.Equal($$"""{"verb":"build-snapshot","order":"{{id}}"}""", await asked.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    /// <summary>Answers as the launcher until it is asked to build; returns that question.</summary>
    private async Task<string> ListenAsLauncherAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(server.Folder.LauncherSocket)!);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(server.Folder.LauncherSocket));
        listener.Listen(8);
        while (true)
        {
            using var stream = new NetworkStream(await listener.AcceptAsync(), ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            var question = await reader.ReadLineAsync() ?? "";
            var build = question.Contains("build-snapshot", StringComparison.Ordinal);
            var answer = build ? """{"built":{"exitCode":0}}""" : """{"sessions":[],"status":{"ready":true,"text":"played","separateUids":true,"notices":[]}}""";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"));
            if (build)
            {
                return question;
            }
        }
    }
}
