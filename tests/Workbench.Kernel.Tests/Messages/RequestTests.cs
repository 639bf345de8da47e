using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Messages;

[Collection(SharedKernelTests.Name)]
public sealed class RequestTests(SharedKernel kernel)
{
    [Fact]
    public async Task Kernel_info_names_the_language()
    {
        var reply = await kernel.Client.AskAsync("kernel_info_request", new { });

        Assert.Equal("5.4", reply.GetProperty("protocol_version").GetString());
        Assert.Equal("C#", reply.GetProperty("language_info").GetProperty("name").GetString());
        Assert.Equal(".cs", reply.GetProperty("language_info").GetProperty("file_extension").GetString());
    }

    [Fact]
    public async Task Heartbeat_beats_while_a_cell_runs()
    {
        var id = await kernel.Client.BeginAsync("Thread.Sleep(300);");

        Assert.True(await kernel.Client.BeatsAsync());
        Assert.Equal("ok", (await kernel.Client.EndAsync(id)).Status);
    }

    [Fact]
    public async Task Control_answers_while_cells_hold_every_thread_of_the_pool()
    {
        var id = await kernel.Client.BeginAsync("Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 200 }, _ => Thread.Sleep(20));\n\"done\"");
        var info = await kernel.Client.SendAsync(kernel.Client.Control, "kernel_info_request", new { });

        Assert.Equal("ok", (await kernel.Client.ReplyAsync(kernel.Client.Control, info)).GetProperty("status").GetString());
        Assert.Equal("done", (await kernel.Client.EndAsync(id)).Result);
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("int wrong = \"type\";", "complete")]
    [InlineData("for (int i = 0; i < 3; i++) {", "incomplete")]
    [InlineData("Math.Max(1,", "incomplete")]
    [InlineData("var s = @\"open", "incomplete")]
    [InlineData("}", "invalid")]
    public async Task Is_complete_asks_for_more_only_where_more_can_help(string code, string expected) =>
        Assert.Equal(expected, (await kernel.Client.AskAsync("is_complete_request", new { code })).GetProperty("status").GetString());

    [Theory]
    [InlineData("Console.Wri", new[] { "Write", "WriteLine" }, 8)]
    [InlineData("var text = \"\"; text.StartsW", new[] { "StartsWith" }, 20)]
    [InlineData("remember", new[] { "remembered" }, 0)]
    [InlineData("Cohorts.Op", new[] { "Open", "OpenAsync" }, 8)]
    [InlineData("var 😀 = 1; Console.Wri", new[] { "Write", "WriteLine" }, 19)]
    public async Task Complete_gives_what_begins_as_typed(string code, string[] expected, int start)
    {
        await kernel.Client.RunAsync("var remembered = 1;");
        var typed = code.EnumerateRunes().Count();
        var reply = await kernel.Client.AskAsync("complete_request", new { code, cursor_pos = typed });

        Assert.Equal(expected, reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
        Assert.Equal(start, reply.GetProperty("cursor_start").GetInt32());
        Assert.Equal(typed, reply.GetProperty("cursor_end").GetInt32());
    }

    [Fact]
    public async Task Inspect_gives_the_signature()
    {
        var reply = await kernel.Client.AskAsync("inspect_request", new { code = "Console.WriteLine", cursor_pos = 12, detail_level = 0 });

        Assert.True(reply.GetProperty("found").GetBoolean());
        Assert.Contains("void Console.WriteLine", reply.GetProperty("data").GetProperty("text/plain").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_tail_gives_the_last_cells()
    {
        await kernel.Client.RunAsync("\"one for the books\"");
        var reply = await kernel.Client.AskAsync("history_request", new { hist_access_type = "tail", n = 1, output = false, raw = true });

        Assert.Equal("\"one for the books\"", reply.GetProperty("history")[0][2].GetString());
    }

    [Fact]
    public async Task Comms_are_listed_as_none_and_refused()
    {
        Assert.Empty((await kernel.Client.AskAsync("comm_info_request", new { })).GetProperty("comms").EnumerateObject());

        var id = await kernel.Client.SendAsync(kernel.Client.Shell, "comm_open", new { comm_id = "c1", target_name = "widgets", data = new { } });
        var close = Assert.Single(await kernel.Client.OutputsAsync(id), output => output.Type == "comm_close");
        Assert.Equal("c1", close.Content.GetProperty("comm_id").GetString());
    }

    [Fact]
    public async Task Unknown_request_gets_an_error_instead_of_silence()
    {
        var reply = await kernel.Client.AskAsync("debug_request", new { });

        Assert.Equal("error", reply.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Error_aborts_what_was_queued_behind_it_if_the_client_wants_so()
    {
        var ids = new List<string>();
        foreach (var code in new[] { "Thread.Sleep(300); throw new Exception(\"stop\");", "1", "2" })
        {
            ids.Add(await kernel.Client.BeginAsync(code));
        }

        List<string?> statuses = [];
        foreach (var id in ids)
        {
            statuses.Add((await kernel.Client.ReplyAsync(kernel.Client.Shell, id)).GetProperty("status").GetString());
            await kernel.Client.OutputsAsync(id);
        }

        Assert.Equal(["error", "aborted", "aborted"], statuses);
    }

    [Fact]
    public async Task Error_does_not_abort_what_is_sent_after_it_was_known()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("error", (await kernel.Client.RunAsync("nowhere")).Status);
            Assert.Equal("ok", (await kernel.Client.RunAsync("1")).Status);
        }
    }

    [Fact]
    public async Task Error_without_stop_on_error_lets_the_queued_run()
    {
        var first = await kernel.Client.BeginAsync("Thread.Sleep(200); throw new Exception(\"go on\");", stopOnError: false);
        var second = await kernel.Client.BeginAsync("11");

        Assert.Equal("error", (await kernel.Client.EndAsync(first)).Status);
        Assert.Equal("11", (await kernel.Client.EndAsync(second)).Result);
    }

    [Fact]
    public async Task Message_with_a_wrong_signature_is_not_run()
    {
        await kernel.Client.RunAsync("var touched = false;");
        await kernel.Client.SendAsync(kernel.Client.Shell, "execute_request", new { code = "touched = true;" }, new Workbench.Protocol.Jupyter.JupyterSigner("not the key"));

        Assert.Equal("False", (await kernel.Client.RunAsync("touched")).Result);
    }
}
