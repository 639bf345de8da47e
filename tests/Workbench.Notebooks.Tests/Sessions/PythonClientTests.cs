using System.Net.Sockets;
using System.Text;
using Workbench.Notebooks.Sessions;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>The Python package in the sandbox, against a broker socket that the server's hook opens in the session folder.</summary>
public sealed class PythonClientTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Refusal_shows_clause_and_next_step()
    {
        const string body = """{"title":"No permit","status":403,"detail":"The cohort lung needs a permit.","code":"no-permit","clause":{"permit":"p1","number":2,"text":"rows only"},"nextStep":"Ask for access."}""";

        var text = await RunAsync("import workbench; workbench.open('lung')", _ => (403, body));

        Assert.Contains("The cohort lung needs a permit.", text, StringComparison.Ordinal);
        Assert.Contains("clause 2: rows only", text, StringComparison.Ordinal);
        Assert.Contains("Ask for access.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_come_with_the_version_that_was_opened()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"rows","tables":[{"name":"patients","rows":2,"columns":[{"name":"age","type":"BIGINT"}]}]}""";
        var asked = new List<string>();

        var text = await RunAsync("import workbench; print(workbench.open('lung').rows(columns=['age'], filter='age > 60'))", target =>
        {
            asked.Add(target);
            return (200, target.Contains("/tables/", StringComparison.Ordinal) ? """[{"age":61},{"age":74}]""" : schema);
        });

        Assert.Contains("[{'age': 61}, {'age': 74}]", text, StringComparison.Ordinal);
        Assert.Equal(["/v1/cohorts/lung", "/v1/cohorts/lung/tables/patients?columns=age&filter=age+%3E+60&version=3"], asked);
    }

    [Fact]
    public async Task Frame_without_pandas_or_with_it_has_the_values()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"rows","tables":[{"name":"patients","rows":2,"columns":[{"name":"age","type":"BIGINT"}]}]}""";

        var text = await RunAsync("import workbench; print(workbench.open('lung').to_frame()['age'].sum())", target =>
            (200, target.Contains("/tables/", StringComparison.Ordinal) ? "age\n61\n74\n" : schema));

        Assert.True(text.Contains("135", StringComparison.Ordinal) || text.Contains("ask the administrator for python3-pandas", StringComparison.Ordinal), text);
    }

    private async Task<string> RunAsync(string cell, Func<string, (int Status, string Body)> answer)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var hooks = new SessionHooks
        {
            FolderReady = (info, cancellation) =>
            {
                listener.Bind(new UnixDomainSocketEndPoint(info.BrokerSocket));
                File.SetUnixFileMode(info.BrokerSocket, (UnixFileMode)0b110_110_000);
                listener.Listen();
                _ = ServeAsync(listener, answer);
                return Task.CompletedTask;
            },
        };
        await using var registry = host.NewRegistry(hooks);
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3"));
        Assert.True(start.Started, start.Refusal?.Message);
        var text = await Cells.RunAsync(start.Session, cell);
        await registry.StopAsync(start.Session.Id);
        return text;
    }

    private static async Task ServeAsync(Socket listener, Func<string, (int Status, string Body)> answer)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptAsync();
                await using var stream = new NetworkStream(socket);
                using var reader = new StreamReader(stream, leaveOpen: true);
                var target = (await reader.ReadLineAsync())!.Split(' ')[1];
                var (status, body) = answer(target);
                var response = $"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
                await stream.WriteAsync(Encoding.UTF8.GetBytes(response));
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }
}
