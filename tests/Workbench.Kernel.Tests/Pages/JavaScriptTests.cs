using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Pages;

/// <summary>JavaScript runs in the page; here the test is the page.</summary>
public sealed class JavaScriptTests : IAsyncLifetime
{
    private KernelProcess process = null!;
    private KernelClient client = null!;

    public async Task InitializeAsync() => (process, client) = await KernelProcess.StartAsync();

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await process.DisposeAsync();
    }

    [Fact]
    public async Task Cell_shows_what_the_page_prints_draws_and_returns()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("console.log(1); return {a: 1};", metadata: KernelClient.LanguageMetadata("javascript"));
        var asked = await page.AcceptAsync();
        Assert.Equal("run", asked.GetProperty("kind").GetString());
        Assert.Equal("console.log(1); return {a: 1};", asked.GetProperty("code").GetString());

        await page.SayAsync(new { type = "stream", name = "stdout", text = "1\n" });
        await page.SayAsync(new { type = "display", data = new Dictionary<string, object> { ["text/plain"] = "drawn", ["application/json"] = new { x = 1 } }, metadata = new { }, display_id = "d1" });
        await page.SayAsync(new { type = "display", data = new Dictionary<string, object> { ["text/plain"] = "drawn again" }, display_id = "d1", update = true });
        await page.CloseAsync(new { status = "ok", data = new Dictionary<string, object> { ["application/json"] = new { a = 1 }, ["text/plain"] = "{a: 1}" } });
        var run = await client.EndAsync(id);

        Assert.Equal("ok", run.Status);
        Assert.Equal("1\n", run.Printed);
        Assert.Equal(1, run.Displays().Single().GetProperty("data").GetProperty("application/json").GetProperty("x").GetInt32());
        Assert.Equal("d1", run.Displays("update_display_data").Single().GetProperty("transient").GetProperty("display_id").GetString());
        Assert.Equal("{a: 1}", run.Result);
    }

    [Fact]
    public async Task Value_goes_to_the_page_and_comes_back()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("var sent = new[] { 1, 2 };\n#!javascript\n#!share --from csharp sent\n#!csharp\n#!share --from javascript made\nmade + 1");
        var set = await page.AcceptAsync();
        Assert.Equal(("set", "sent", "[1,2]"), (set.GetProperty("kind").GetString(), set.GetProperty("name").GetString(), set.GetProperty("json").GetString()));
        await page.CloseAsync(new { status = "ok" });

        var get = await page.AcceptAsync();
        Assert.Equal(("get", "made"), (get.GetProperty("kind").GetString(), get.GetProperty("name").GetString()));
        await page.CloseAsync(new { status = "ok", json = "41" });

        Assert.Equal("42", (await client.EndAsync(id)).Result);
    }

    [Fact]
    public async Task Error_in_the_page_is_the_cells_error()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("#!js\nfoo()");
        await page.AcceptAsync();
        await page.CloseAsync(new { status = "error", ename = "ReferenceError", evalue = "foo is not defined", traceback = new[] { "ReferenceError: foo is not defined", "    at cell 1" } });
        var run = await client.EndAsync(id);

        Assert.Equal(("ReferenceError", "foo is not defined"), (run.Error.Name, run.Error.Value));
        Assert.Equal(2, run.Error.Traceback.Length);
    }

    [Fact]
    public async Task Interrupt_ends_the_wait_and_tells_the_page()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("#!js\nawait new Promise(() => {})");
        await page.AcceptAsync();
        await client.ReplyAsync(client.Control, await client.SendAsync(client.Control, "interrupt_request", new { }));
        var run = await client.EndAsync(id);

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Contains(run.Outputs, output => output.Type == "comm_close");
        Assert.Equal("2", (await client.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Client_without_a_page_is_told_so_and_can_go_on()
    {
        var run = await client.RunInAsync("javascript", "1");

        Assert.Equal("error", run.Status);
        Assert.Contains("runs in the notebook page, and none is open", run.Error.Value, StringComparison.Ordinal);
        Assert.Empty(run.Displays());
        Assert.Equal("2", (await client.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Page_that_does_not_know_the_comm_gets_the_code_as_an_output()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("#!js\ndocument.title = 'x'");
        await page.OpenedAsync();
        await page.CloseAsync(new { });
        var run = await client.EndAsync(id);

        Assert.Equal("ok", run.Status);
        Assert.Contains("document.title = 'x'", CellRun.Data(Assert.Single(run.Displays()), "application/javascript"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comm_is_listed_while_it_is_open_and_foreign_messages_do_not_count()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("#!js\n1");
        await page.AcceptAsync();
        var (_, stranger) = (0, await KernelClient.ConnectAsync(process.Connection));
        await using (stranger)
        {
            await stranger.SendAsync(stranger.Shell, "comm_close", new { comm_id = $"{id}-1", data = new { status = "ok" } });
        }

        await page.SayAsync(new { type = "stream", name = "stdout", text = "still here" });
        await page.CloseAsync(new { status = "ok" });
        Assert.Equal("still here", (await client.EndAsync(id)).Printed);
        Assert.Empty((await client.AskAsync("comm_info_request", new { target_name = "workbench.javascript" })).GetProperty("comms").EnumerateObject());
    }
}
