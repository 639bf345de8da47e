using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Server.Tests.Jupyter;

public sealed class ChannelTests : IAsyncLifetime
{
    private JupyterHost host = null!;
    private PlayedKernel kernel = null!;

    public async Task InitializeAsync()
    {
        host = await JupyterHost.StartAsync(settings: new() { ["Jupyter:MaxOutputBytes"] = "1048576", ["Jupyter:MaxSocketMessageBytes"] = "65536" });
        kernel = host.Kernels.Add("ada");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_in_either_framing_gives_everything_from_busy_to_idle(bool v1)
    {
        await using var page = await host.ConnectAsync(kernel, v1: v1);
        Assert.Equal(v1 ? WebSocketV1Framing.Subprotocol : null, page.Socket.SubProtocol);

        var request = await page.ExecuteAsync("out hello", "c1");
        var messages = await page.UntilIdleAsync(request);

        Assert.Equal(["status", "execute_input", "stream", "execute_reply", "status"], messages.Select(message => message.MsgType));
        Assert.Equal(["hello"], ChannelClient.Texts(messages));
        Assert.Equal(Enumerable.Range(1, 5).Select(i => (long)i), messages.Select(ChannelClient.SequenceOf));
        Assert.All(messages, message => Assert.Equal(request.MsgId, message.ParentHeader?.MsgId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Binary_buffers_pass_in_both_framings(bool v1)
    {
        await using var page = await host.ConnectAsync(kernel, v1: v1);
        await page.UntilIdleAsync(await page.SendAsync("comm_msg", new { comm_id = "x", data = new { } }, buffer: [0, 1, 254, 255]));
        Assert.Equal([0, 1, 254, 255], kernel.Received.Single().Buffers.Single().ToArray());
    }

    [Fact]
    public async Task Reconnect_of_the_same_page_gets_what_it_missed_exactly_once()
    {
        var page = await host.ConnectAsync(kernel, "page-1");
        var request = await page.ExecuteAsync("hold", "c1");
        var first = await page.UntilAsync(message => message.MsgType == "execute_input");
        await page.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await host.EventuallyConnections(kernel, 0);

        kernel.Print("while away 1", request);
        kernel.Print("while away 2", request);
        await using var again = await host.ConnectAsync(kernel, "page-1");
        kernel.Print("live", request);
        kernel.Finish();
        var second = await again.UntilIdleAsync(request);

        Assert.Equal(["while away 1", "while away 2", "live"], ChannelClient.Texts(second));
        var numbers = first.Concat(second).Select(ChannelClient.SequenceOf).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(i => (long)i), numbers);
        await page.DisposeAsync();
    }

    [Fact]
    public async Task Reconnect_after_a_broken_line_goes_on_behind_the_number_that_the_page_names()
    {
        var page = await host.ConnectAsync(kernel, "page-1");
        var request = await page.ExecuteAsync("hold", "c1");
        var seen = ChannelClient.SequenceOf((await page.UntilAsync(message => message.MsgType == "execute_input"))[^1]);
        kernel.Print("sent but never read", request);
        await host.EventuallyRead(kernel, 3);
        page.Break();

        await using var again = await host.ConnectAsync(kernel, "page-1", query: $"&after={seen}");
        kernel.Finish();

        Assert.Equal(["sent but never read"], ChannelClient.Texts(await again.UntilIdleAsync(request)));
        await page.DisposeAsync();
    }

    [Fact]
    public async Task New_page_sees_the_running_execution_of_another_from_now_on()
    {
        await using var first = await host.ConnectAsync(kernel, "page-1");
        var request = await first.ExecuteAsync("hold", "c1");
        await first.UntilAsync(message => message.MsgType == "execute_input");
        kernel.Print("before", request);
        await first.UntilAsync(message => message.MsgType == "stream");
        await host.EventuallyRecorded(kernel, 3);

        await using var second = await host.ConnectAsync(kernel, "page-2");
        kernel.Print("after", request);
        kernel.Finish();

        Assert.Equal(["after"], ChannelClient.Texts(await second.UntilIdleAsync(request)));
    }

    [Fact]
    public async Task Answers_go_to_the_page_that_asked_and_outputs_to_all()
    {
        await using var asking = await host.ConnectAsync(kernel, "page-1");
        await using var watching = await host.ConnectAsync(kernel, "page-2");
        var request = await asking.ExecuteAsync("out x", "c1");

        var seen = await watching.UntilIdleAsync(request);
        Assert.Contains("execute_reply", (await asking.UntilIdleAsync(request)).Select(message => message.MsgType));
        Assert.Equal(["status", "execute_input", "stream", "status"], seen.Select(message => message.MsgType));
    }

    [Fact]
    public async Task Kernel_info_while_busy_is_answered_at_once_and_says_busy()
    {
        await using var first = await host.ConnectAsync(kernel, "page-1");
        await first.UntilIdleAsync(await first.SendAsync("kernel_info_request", new { }));
        await first.ExecuteAsync("hold", "c1");
        await first.UntilAsync(message => message.MsgType == "execute_input");
        await host.EventuallyRecorded(kernel, 5);
        var before = kernel.Received.Count;

        await using var second = await host.ConnectAsync(kernel, "page-2");
        var nudge = await second.SendAsync("kernel_info_request", new { });
        var answer = await second.UntilIdleAsync(nudge);
        var last = (await second.ReceiveAsync())!.Value.Message;

        Assert.Equal("played", (string?)ChannelClient.Content(answer.Single(message => message.MsgType == "kernel_info_reply"))["implementation"]);
        Assert.Equal("busy", (string?)ChannelClient.Content(last)["execution_state"]);
        Assert.Equal(before, kernel.Received.Count);
        kernel.Finish();
    }

    [Fact]
    public async Task Kernel_that_writes_a_number_of_its_own_does_not_deceive_the_page()
    {
        await using var page = await host.ConnectAsync(kernel);
        kernel.Say("stream", JupyterJson.Empty, new { name = "stdout", text = "x" }, metadata: new { workbench = new { seq = 999 }, other = 1 });
        var message = (await page.ReceiveAsync())!.Value.Message;

        // As JavaScript reads it: the last member of a name counts.
        var metadata = System.Text.Json.JsonDocument.Parse(message.MetadataJson).RootElement;
        Assert.Equal(1, metadata.GetProperty("workbench").GetProperty("seq").GetInt64());
        Assert.Equal(1, metadata.GetProperty("other").GetInt32());
    }

    [Fact]
    public async Task Request_that_the_kernel_cannot_take_is_refused_in_the_cell()
    {
        kernel.Refuses = new SessionRefusal("kernel-dead", "The kernel has died. Restart it.");
        await using var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("1", "c1");
        var messages = await page.UntilIdleAsync(request);

        Assert.Equal("kernel-dead", (string?)ChannelClient.Content(messages.Single(message => message.MsgType == "error"))["ename"]);
        Assert.Equal("error", (string?)ChannelClient.Content(messages.Single(message => message.MsgType == "execute_reply"))["status"]);
    }

    [Fact]
    public async Task Request_to_a_starting_kernel_waits_for_it()
    {
        kernel.State = SessionState.Starting;
        await using var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("out x", "c1");
        await Task.Delay(100);
        Assert.Empty(kernel.Received);
        kernel.State = SessionState.Idle;
        Assert.Equal(["x"], ChannelClient.Texts(await page.UntilIdleAsync(request)));
    }

    [Fact]
    public async Task Slow_page_slows_the_reading_of_the_journal_and_then_gets_everything()
    {
        await using var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("hold", "c1");
        await page.UntilAsync(message => message.MsgType == "execute_input");
        var text = new string('x', 20_000);
        for (var i = 0; i < 2000; i++)
        {
            // Each an execution of its own, so that no allowance of a single one ends it.
            kernel.Say("stream", Encoding.UTF8.GetBytes($$"""{"msg_id":"m{{i}}","msg_type":"execute_request","session":"s"}"""), new { name = "stdout", text });
        }

        await host.EventuallyRecorded(kernel, 2002);
        var sent = host.SentTo(kernel, "page");
        Assert.InRange(sent, 1, 1500); // 40 MB are waiting; what is under way fits the socket's buffers

        kernel.Finish();
        Assert.Equal(2000, ChannelClient.Texts(await page.UntilIdleAsync(request)).Count());
    }

    [Fact]
    public async Task Endless_output_of_one_cell_is_cut_with_one_notice_and_its_end_still_comes()
    {
        await using var page = await host.ConnectAsync(kernel);
        var request = await page.ExecuteAsync("hold", "c1");
        for (var i = 0; i < 40; i++)
        {
            kernel.Print(new string('x', 50_000), request);
        }

        kernel.Finish();
        var texts = ChannelClient.Texts(await page.UntilIdleAsync(request)).ToList();
        Assert.Equal(20, texts.Count(text => text.Length == 50_000));
        Assert.Contains("longer than 1 MiB", Assert.Single(texts, text => text.Length < 50_000), StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], WebSocketMessageType, WebSocketCloseStatus> BrokenFrames() => new()
    {
        { "no offsets", [1, 2, 3], WebSocketMessageType.Binary, WebSocketCloseStatus.InvalidPayloadData },
        { "offsets beyond the end", [.. BitConverter.GetBytes(6L), .. Enumerable.Repeat((byte)0xff, 60)], WebSocketMessageType.Binary, WebSocketCloseStatus.InvalidPayloadData },
        { "text that is no JSON", Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, WebSocketCloseStatus.InvalidPayloadData },
        { "iopub from a page", Encoding.UTF8.GetBytes("""{"channel":"iopub","header":{"msg_id":"1","msg_type":"status"},"content":{}}"""), WebSocketMessageType.Text, WebSocketCloseStatus.InvalidPayloadData },
        { "too big", new byte[70_000], WebSocketMessageType.Binary, WebSocketCloseStatus.MessageTooBig },
    };

    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public async Task Broken_frame_closes_with_the_reason_and_reaches_no_kernel(string what, byte[] frame, WebSocketMessageType type, WebSocketCloseStatus status)
    {
        await using var page = await host.ConnectAsync(kernel);
        await page.Socket.SendAsync(frame, type, true, CancellationToken.None);
        Assert.Null(await page.ReceiveAsync());
        Assert.Equal(status, page.Socket.CloseStatus);
        Assert.NotEmpty(page.Socket.CloseStatusDescription!);
        Assert.True(kernel.Received.Count == 0, what);
    }

    [Fact]
    public async Task End_of_the_kernel_is_said_before_the_socket_closes()
    {
        await using var page = await host.ConnectAsync(kernel);
        await host.Kernels.StopAsync(kernel.Id, CancellationToken.None);
        Assert.Equal("dead", (string?)ChannelClient.Content((await page.ReceiveAsync())!.Value.Message)["execution_state"]);
        Assert.Null(await page.ReceiveAsync());
    }

    [Fact]
    public async Task Foreign_or_unknown_kernel_is_404_and_plain_GET_is_400()
    {
        using var eve = host.ClientOf("eve");
        using var ada = host.ClientOf("ada");
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/kernels/{kernel.Id}/channels")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/kernels/{kernel.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.DeleteAsync($"/api/kernels/{kernel.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.PostAsync($"/api/kernels/{kernel.Id}/interrupt", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/workbench/sessions/{kernel.Id}/executions")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync("/api/kernels/0123456789abcdef/channels")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.GetAsync($"/api/kernels/{kernel.Id}/channels")).StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => ChannelClient.ConnectAsync(new Uri($"ws://{host.Address.Authority}/api/kernels/{kernel.Id}/channels?person=eve"), "p", true));
        Assert.NotEqual(SessionState.Ended, kernel.State);
        Assert.Equal(0, kernel.Interrupts);
    }

    [Fact]
    public async Task Events_socket_stays_open()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{host.Address.Authority}/api/events/subscribe?person=ada"), CancellationToken.None);
        using var patience = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.ReceiveAsync(new byte[10], patience.Token));
    }
}
