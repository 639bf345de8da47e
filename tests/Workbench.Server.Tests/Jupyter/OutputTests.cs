using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>No output is lost, whoever watches.</summary>
public sealed class OutputTests : IAsyncLifetime
{
    private JupyterHost host = null!;

    public async Task InitializeAsync() => host = await JupyterHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Output_of_a_closed_tab_is_written_into_the_notebook()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "hold", "other");
        var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("hold", "c1");
        await page.UntilAsync(message => message.MsgType == "execute_input");
        page.Break();
        await host.EventuallyConnections(kernel, 0);

        kernel.Print("one\n", request);
        await JupyterHost.EventuallyAsync(() => TextOf("a.ipynb") == "one\n", "the output of the running cell is in the file");
        kernel.Print("two\n", request);
        kernel.Finish();

        await JupyterHost.EventuallyAsync(() => TextOf("a.ipynb") == "one\ntwo\n", "the rest of the output is in the file");
        Assert.Equal(1, (int?)Notebook("a.ipynb")["cells"]![0]!["execution_count"]);
        Assert.Empty(Notebook("a.ipynb")["cells"]![1]!["outputs"]!.AsArray());
        await page.DisposeAsync();
    }

    [Fact]
    public async Task Output_is_left_to_the_page_while_one_is_connected()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "out x");
        await using var page = await host.ConnectAsync(kernel);
        await page.UntilIdleAsync(await page.ExecuteAsync("out x", "c1"));
        await Task.Delay(400);
        Assert.Null(TextOf("a.ipynb"));
    }

    [Fact]
    public async Task Output_that_a_page_showed_but_never_saved_is_written_when_it_leaves()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "out x");
        var page = await host.ConnectAsync(kernel);
        await page.UntilIdleAsync(await page.ExecuteAsync("out x", "c1"));
        page.Break();
        await JupyterHost.EventuallyAsync(() => TextOf("a.ipynb") == "x", "the output is in the file");
        await page.DisposeAsync();
    }

    [Fact]
    public async Task Page_that_opens_again_attaches_to_the_running_cell_exactly_once()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "hold");
        var first = await host.ConnectAsync(kernel, "page-1");
        var request = await first.ExecuteAsync("hold", "c1");
        await first.UntilAsync(message => message.MsgType == "execute_input");
        using var printing = new CancellationTokenSource();
        var printed = 0;
        var printer = Task.Run(async () =>
        {
            for (; !printing.IsCancellationRequested; printed++)
            {
                kernel.Print($"{printed},", request);
                await Task.Yield();
            }
        });
        first.Break();
        await Task.Delay(50);

        await using var second = await host.ConnectAsync(kernel, "page-2");
        using var ada = host.ClientOf("ada");
        var report = (await ada.GetFromJsonAsync<JsonNode>($"/api/workbench/sessions/{kernel.Id}/executions"))!;
        await Task.Delay(20);
        await printing.CancelAsync();
        await printer;
        kernel.Finish();
        var live = await second.UntilIdleAsync(request);

        var execution = report["executions"]!.AsArray().Single()!;
        Assert.Equal((request.MsgId, "c1", "running", 1), ((string?)execution["msgId"], (string?)execution["cellId"], (string?)execution["state"], (int?)execution["executionCount"]));
        var shown = (string)execution["outputs"]![0]!["text"]!
            + string.Concat(ChannelClient.Texts(live.Where(message => ChannelClient.SequenceOf(message) > (long)report["seq"]!)));
        Assert.Equal(string.Concat(Enumerable.Range(0, printed).Select(i => $"{i},")), shown);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Restarted_server_still_knows_which_cell_an_output_belongs_to()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "hold");
        var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("hold", "c1");
        await page.UntilAsync(message => message.MsgType == "execute_input");
        kernel.Print("before\n", request);
        await host.StopAsync();
        await page.DisposeAsync();
        kernel.Print("while the server was away\n", request);

        await using var restarted = await JupyterHost.StartAsync(before: host);
        kernel.Print("after\n", request);
        kernel.Finish();

        await JupyterHost.EventuallyAsync(
            () => (string?)Notebook("a.ipynb", restarted)["cells"]![0]!["outputs"]?.AsArray().FirstOrDefault()?["text"] == "before\nwhile the server was away\nafter\n",
            "everything is in the file");
        using var ada = restarted.ClientOf("ada");
        Assert.Equal("a.ipynb", (string?)(await ada.GetFromJsonAsync<JsonNode>("/api/sessions"))![0]!["path"]);
    }

    [Fact]
    public async Task Stopping_a_kernel_writes_what_is_not_in_the_notebook_yet()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "out last words");
        await using var page = await host.ConnectAsync(kernel);
        await page.UntilIdleAsync(await page.ExecuteAsync("out last words", "c1"));
        await host.EventuallyRecorded(kernel, 5);
        using var ada = host.ClientOf("ada");
        await ada.DeleteAsync($"/api/kernels/{kernel.Id}");
        Assert.Equal("last words", TextOf("a.ipynb"));
    }

    [Fact]
    public async Task Renamed_notebook_gets_its_outputs_under_the_new_name()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "hold");
        var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("hold", "c1");
        await page.UntilAsync(message => message.MsgType == "execute_input");
        using var ada = host.ClientOf("ada");
        await ada.PatchAsJsonAsync("/api/contents/a.ipynb", new { path = "b.ipynb" });
        page.Break();
        kernel.Print("found you", request);
        await JupyterHost.EventuallyAsync(() => TextOf("b.ipynb") == "found you", "the output is in the renamed file");
        kernel.Finish();
        await page.DisposeAsync();
    }

    [Fact]
    public async Task Saved_outputs_are_reported_no_longer_and_cleared_ones_stay_cleared()
    {
        var kernel = await host.OpenNotebookAsync("ada", "a.ipynb", "out x");
        var page = await host.ConnectAsync(kernel);
        await page.UntilIdleAsync(await page.ExecuteAsync("out x", "c1"));
        await host.EventuallyRecorded(kernel, 5);
        using var ada = host.ClientOf("ada");
        var notebook = Notebook("a.ipynb");
        notebook["cells"]![0]!["execution_count"] = 1;
        notebook["cells"]![0]!["outputs"] = JsonNode.Parse("""[{"output_type":"stream","name":"stdout","text":"x"}]""");
        await SaveAsync(ada, notebook);

        Assert.Empty((await ada.GetFromJsonAsync<JsonNode>($"/api/workbench/sessions/{kernel.Id}/executions"))!["executions"]!.AsArray());
        notebook["cells"]![0]!["outputs"] = new JsonArray();
        notebook["cells"]![0]!["execution_count"] = null;
        await SaveAsync(ada, notebook);
        page.Break();
        await host.EventuallyConnections(kernel, 0);
        await Task.Delay(400);
        Assert.Null(TextOf("a.ipynb"));
        await page.DisposeAsync();
    }

    private static async Task SaveAsync(HttpClient client, JsonObject notebook) =>
        (await client.PutAsJsonAsync("/api/contents/a.ipynb", new { type = "notebook", format = "json", content = notebook })).EnsureSuccessStatusCode();

    private JsonObject Notebook(string path, JupyterHost? at = null) =>
        (JsonObject)(at ?? host).WorkspaceOf("ada").Get(ContentsPath.Parse(path).Value, new ContentsQuery { Type = "notebook" }).Value.Content!;

    private string? TextOf(string path) => (string?)Notebook(path)["cells"]![0]!["outputs"]!.AsArray().FirstOrDefault()?["text"];
}
