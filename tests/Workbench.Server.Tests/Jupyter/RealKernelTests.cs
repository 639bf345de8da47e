using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>Browser protocol, server, launcher, supervisor, sandbox and kernel in one piece.</summary>
public sealed class RealKernelTests(RealServer server) : IClassFixture<RealServer>
{
    [Theory]
    [InlineData("python3", "print('hello'); 6 * 7")]
    [InlineData(".net-csharp", "Console.WriteLine(\"hello\"); 6 * 7")]
    [InlineData(".net-fsharp", "printfn \"hello\"\n6 * 7")]
    public async Task Cell_runs_through_the_whole_way(string spec, string code)
    {
        var kernelId = await OpenAsync($"whole-way{spec}.ipynb", spec, code);
        await using var page = await server.ConnectAsync(kernelId, "page-1");

        var messages = await page.UntilIdleAsync(await page.ExecuteAsync(code, "c1"));

        Assert.Equal("hello", string.Concat(ChannelClient.Texts(messages)).Trim());
        var result = messages.Single(message => message.MsgType is "execute_result" or "display_data");
        Assert.Contains("42", ChannelClient.Content(result)["data"]!["text/plain"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_killed_in_the_middle_of_a_cell_loses_and_doubles_nothing()
    {
        const string code = "import time\nfor i in range(30):\n    print(i, flush=True)\n    time.sleep(0.2)";
        var kernelId = await OpenAsync("killed.ipynb", "python3", code);
        var first = await server.ConnectAsync(kernelId, "page-1");
        var request = await first.ExecuteAsync(code, "c1");
        await first.UntilAsync(message => message.MsgType == "stream");

        await server.KillServerAsync();
        await first.DisposeAsync();
        await Task.Delay(500);
        await server.StartServerAsync();

        await using var second = await server.ConnectAsync(kernelId, "page-2");
        using var client = server.Client();
        var report = (await client.GetFromJsonAsync<JsonNode>($"/api/workbench/sessions/{kernelId}/executions"))!;
        var execution = report["executions"]!.AsArray().Single()!;
        var live = (string?)execution["state"] == "done" ? [] : await second.UntilIdleAsync(request);

        Assert.Equal((request.MsgId, "c1"), ((string?)execution["msgId"], (string?)execution["cellId"]));
        var shown = string.Concat(execution["outputs"]!.AsArray().Select(output => (string?)output!["text"]))
            + string.Concat(ChannelClient.Texts(live.Where(message => ChannelClient.SequenceOf(message) > (long)report["seq"]!)));
        var expected = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}\n"));
        Assert.Equal(expected, shown);

        await second.DisposeAsync();
        for (var i = 0; i < 100 && await InFileAsync(client) != expected; i++)
        {
            await Task.Delay(100);
        }

        Assert.Equal(expected, await InFileAsync(client));
    }

    [Fact]
    public async Task Server_killed_again_and_again_keeps_every_line_of_every_notebook_and_the_audit_whole()
    {
        const string code = "import time\nfor i in range(60):\n    print(i, flush=True)\n    time.sleep(0.05)";
        var expected = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i}\n"));
        var random = new Random(7);
        var paths = new[] { "often-1.ipynb", "often-2.ipynb", "often-3.ipynb" };
        var kernels = await Task.WhenAll(paths.Select(path => OpenAsync(path, "python3", code)));
        for (var round = 0; round < 2; round++)
        {
            foreach (var kernel in kernels)
            {
                await using var page = await server.ConnectAsync(kernel, $"page-{round}");
                var request = await page.ExecuteAsync(code, "c1");
                await page.UntilAsync(message => message.MsgType == "stream" && message.ParentHeader?.MsgId == request.MsgId);
            }

            for (var kill = 0; kill < 2; kill++)
            {
                await Task.Delay(random.Next(50, 700));
                await server.KillServerAsync();
                await server.StartServerAsync();
            }

            using var client = server.Client();
            foreach (var path in paths)
            {
                for (var i = 0; i < 150 && await InFileAsync(client, path) != expected; i++)
                {
                    await Task.Delay(100);
                }

                Assert.Equal(expected, await InFileAsync(client, path));
            }
        }

        Assert.StartsWith("Verified to event", await server.VerifyAuditAsync(), StringComparison.Ordinal);
        using var last = server.Client();
        foreach (var kernel in kernels)
        {
            Assert.Equal(204, (int)(await last.PostAsJsonAsync($"/api/workbench/sessions/{kernel}/stop", new { })).StatusCode);
        }

        var left = (await last.GetFromJsonAsync<JsonNode>("/api/workbench/sessions"))!.AsArray().Select(session => (string?)session!["id"]);
        Assert.DoesNotContain(left, id => kernels.Contains(id));
        Assert.All(kernels, kernel => Assert.False(Directory.Exists(server.SessionFolder(kernel))));
    }

    [Fact]
    public async Task JupyterLab_services_run_cells_in_every_kernel()
    {
        var folder = Path.Combine(RealServer.Root, "tests", "jupyterlab-services");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"{folder} has no packages: run ./workbench test");
        using var node = Process.Start(new ProcessStartInfo("node", ["run-cell.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["WORKBENCH_URL"] = server.Address.ToString(), ["WORKBENCH_TOKEN"] = server.Token },
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var steps = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, steps + await errors);
        Assert.Contains("""{"step":"done","kernels":[".net-csharp",".net-fsharp","python3","ir"]}""", steps, StringComparison.Ordinal);
    }

    private static async Task<string> InFileAsync(HttpClient client, string path = "killed.ipynb") => string.Concat(
        (await client.GetFromJsonAsync<JsonNode>($"/api/contents/{path}"))!["content"]!["cells"]![0]!["outputs"]!.AsArray().Select(output => (string?)output!["text"]));

    private async Task<string> OpenAsync(string path, string spec, string code)
    {
        using var client = server.Client();
        var cell = new { cell_type = "code", id = "c1", metadata = new { }, outputs = Array.Empty<object>(), execution_count = (int?)null, source = code };
        var content = new { nbformat = 4, nbformat_minor = 5, metadata = new { }, cells = new[] { cell } };
        (await client.PutAsJsonAsync($"/api/contents/{path}", new { type = "notebook", format = "json", content })).EnsureSuccessStatusCode();
        var answer = await client.PostAsJsonAsync("/api/sessions", new { path, type = "notebook", name = "", kernel = new { name = spec } });
        var session = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return (string?)session["kernel"]?["id"] ?? throw new InvalidOperationException(session.ToJsonString());
    }
}
