using System.Collections.Concurrent;
using System.Text;
using Workbench.Protocol.Zmtp;

namespace Workbench.Protocol.Tests.Zmtp;

public sealed class ZmtpSocketTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));

    public static TheoryData<string> Transports => ["ipc", "tcp"];

    public void Dispose()
    {
        folder.Dispose();
        limit.Dispose();
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Router_answers_the_dealer_that_asked(string transport)
    {
        ZmtpRouter? router = null;
        router = new ZmtpRouter(Endpoint(transport), (identity, frames) => router!.Send(identity, [.. frames, Bytes("answered")]));
        using var end = router;
        await using var anna = await ZmtpDealer.ConnectAsync(router.Endpoint, Bytes("anna"), cancellation: limit.Token);
        await using var nameless = await ZmtpDealer.ConnectAsync(router.Endpoint, default, cancellation: limit.Token);

        await anna.SendAsync([Bytes("from anna"), Bytes("")], limit.Token);
        await nameless.SendAsync([Bytes("from nobody")], limit.Token);

        Assert.Equal(["from anna", "", "answered"], Text(await anna.ReceiveAsync(limit.Token)));
        Assert.Equal(["from nobody", "answered"], Text(await nameless.ReceiveAsync(limit.Token)));
    }

    [Fact]
    public async Task Router_second_claim_of_an_identity_is_disconnected_and_the_first_keeps_it()
    {
        ZmtpRouter? router = null;
        router = new ZmtpRouter(Endpoint("ipc"), (identity, frames) => router!.Send(identity, frames));
        using var end = router;
        await using var first = await ZmtpDealer.ConnectAsync(router.Endpoint, Bytes("same"), cancellation: limit.Token);
        await first.SendAsync([Bytes("1")], limit.Token);
        await first.ReceiveAsync(limit.Token);

        await Assert.ThrowsAsync<ZmtpException>(() => AskAsync(router.Endpoint, "same"));
        await first.SendAsync([Bytes("2")], limit.Token);
        Assert.Equal(["2"], Text(await first.ReceiveAsync(limit.Token)));
        await first.DisposeAsync();

        // Once the first is gone the identity is free again.
        Assert.Equal(["again"], await AskUntilAnsweredAsync(router.Endpoint, "same"));
    }

    [Fact]
    public void Router_answer_to_nobody_says_so()
    {
        using var router = new ZmtpRouter(Endpoint("ipc"), static (_, _) => { });

        Assert.False(router.Send(Bytes("nobody"), [Bytes("x")]));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Publisher_sends_what_was_subscribed_and_nothing_else(string transport)
    {
        using var subscribed = new CountdownEvent(2);
        using var publisher = new ZmtpPublisher(Endpoint(transport), _ => subscribed.Signal());
        await using var all = await ZmtpSubscriber.ConnectAsync(publisher.Endpoint, cancellation: limit.Token);
        await using var streams = await ZmtpSubscriber.ConnectAsync(publisher.Endpoint, Bytes("stream"), cancellation: limit.Token);
        Assert.True(subscribed.Wait(TimeSpan.FromSeconds(10)));

        publisher.Send([Bytes("status"), Bytes("busy")]);
        publisher.Send([Bytes("stream.stdout"), Bytes("hello")]);

        Assert.Equal(["status", "busy"], Text(await all.ReceiveAsync(limit.Token)));
        Assert.Equal(["stream.stdout", "hello"], Text(await all.ReceiveAsync(limit.Token)));
        Assert.Equal(["stream.stdout", "hello"], Text(await streams.ReceiveAsync(limit.Token)));
    }

    [Fact]
    public async Task Publisher_with_a_slow_subscriber_waits_and_loses_nothing()
    {
        const int Messages = 2_000;
        using var subscribed = new ManualResetEventSlim();
        using var publisher = new ZmtpPublisher(Endpoint("ipc"), _ => subscribed.Set(), new ZmtpOptions { QueueBytes = 64 << 10 });
        await using var slow = await ZmtpSubscriber.ConnectAsync(publisher.Endpoint, cancellation: limit.Token);
        Assert.True(subscribed.Wait(TimeSpan.FromSeconds(10)));
        var payload = new byte[4096];

        var sending = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Messages; i++)
                {
                    publisher.Send([Bytes(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), payload]);
                }
            },
            TaskCreationOptions.LongRunning);
        await Task.Delay(200, limit.Token);
        Assert.False(sending.IsCompleted);

        for (var i = 0; i < Messages; i++)
        {
            var frames = await slow.ReceiveAsync(limit.Token);
            Assert.Equal(i.ToString(System.Globalization.CultureInfo.InvariantCulture), Text(frames)[0]);
        }

        await sending;
    }

    [Fact]
    public async Task Publisher_with_a_subscriber_that_never_reads_lets_it_go_after_the_stall_timeout()
    {
        using var subscribed = new ManualResetEventSlim();
        var options = new ZmtpOptions { QueueBytes = 64 << 10, StallTimeout = TimeSpan.FromMilliseconds(300) };
        using var publisher = new ZmtpPublisher(Endpoint("ipc"), _ => subscribed.Set(), options);
        await using var dead = await ZmtpSubscriber.ConnectAsync(publisher.Endpoint, cancellation: limit.Token);
        Assert.True(subscribed.Wait(TimeSpan.FromSeconds(10)));

        var sending = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 1_000; i++)
                {
                    publisher.Send([new byte[16 << 10]]);
                }
            },
            TaskCreationOptions.LongRunning);

        await sending.WaitAsync(limit.Token);
        await Assert.ThrowsAsync<ZmtpException>(async () =>
        {
            while (true)
            {
                await dead.ReceiveAsync(limit.Token);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Replier_echo_gives_back_each_question(string transport)
    {
        using var heart = ZmtpReplier.Echo(Endpoint(transport));
        await using var asker = await ZmtpRequester.ConnectAsync(heart.Endpoint, cancellation: limit.Token);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["ping", "pong"], Text(await asker.RequestAsync([Bytes("ping"), Bytes("pong")], limit.Token)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    [InlineData(20_000_000)]
    public async Task Message_of_any_size_arrives_whole(int bytes)
    {
        using var heart = ZmtpReplier.Echo(Endpoint("ipc"));
        await using var asker = await ZmtpRequester.ConnectAsync(heart.Endpoint, cancellation: limit.Token);
        var payload = new byte[bytes];
        new Random(bytes).NextBytes(payload);

        var answer = await asker.RequestAsync([payload], limit.Token);

        Assert.True(answer[0].Span.SequenceEqual(payload));
    }

    [Fact]
    public async Task Client_that_comes_before_the_server_waits_for_it()
    {
        var endpoint = Endpoint("ipc");
        var connecting = ZmtpRequester.ConnectAsync(endpoint, cancellation: limit.Token);
        await Task.Delay(100, limit.Token);
        using var heart = ZmtpReplier.Echo(endpoint);
        await using var asker = await connecting;

        Assert.Equal(["x"], Text(await asker.RequestAsync([Bytes("x")], limit.Token)));
    }

    [Fact]
    public async Task Client_without_a_server_gives_up_in_time()
    {
        var options = new ZmtpOptions { ConnectTimeout = TimeSpan.FromMilliseconds(200) };

        await Assert.ThrowsAsync<ZmtpException>(() => ZmtpRequester.ConnectAsync(Endpoint("ipc"), options, limit.Token));
    }

    [Fact]
    public async Task Receive_that_is_cancelled_loses_no_message()
    {
        ZmtpRouter? router = null;
        using var asked = new BlockingCollection<ReadOnlyMemory<byte>>();
        router = new ZmtpRouter(Endpoint("ipc"), (identity, _) => asked.Add(identity));
        using var end = router;
        await using var dealer = await ZmtpDealer.ConnectAsync(router.Endpoint, Bytes("d"), cancellation: limit.Token);
        await dealer.SendAsync([Bytes("?")], limit.Token);
        var identity = asked.Take(limit.Token);
        using (var soon = new CancellationTokenSource(50))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await dealer.ReceiveAsync(soon.Token));
        }

        router.Send(identity, [Bytes("late")]);

        Assert.Equal(["late"], Text(await dealer.ReceiveAsync(limit.Token)));
    }

    [Fact]
    public async Task Server_that_is_disposed_ends_its_connections_and_its_socket_file()
    {
        var heart = ZmtpReplier.Echo(Endpoint("ipc"));
        await using var asker = await ZmtpRequester.ConnectAsync(heart.Endpoint, cancellation: limit.Token);
        await asker.RequestAsync([Bytes("x")], limit.Token);

        heart.Dispose();

        await Assert.ThrowsAsync<ZmtpException>(() => asker.RequestAsync([Bytes("x")], limit.Token));
        Assert.False(File.Exists(heart.Endpoint.Path));
    }

    [Fact]
    public async Task Server_with_as_many_peers_as_allowed_closes_further_ones()
    {
        using var heart = ZmtpReplier.Echo(Endpoint("ipc"), new ZmtpOptions { MaxPeers = 1 });
        await using var first = await ZmtpRequester.ConnectAsync(heart.Endpoint, cancellation: limit.Token);

        await Assert.ThrowsAsync<ZmtpException>(() => ZmtpRequester.ConnectAsync(heart.Endpoint, cancellation: limit.Token));
        Assert.Equal(["x"], Text(await first.RequestAsync([Bytes("x")], limit.Token)));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string[] Text(IEnumerable<ReadOnlyMemory<byte>> frames) => [.. frames.Select(frame => Encoding.UTF8.GetString(frame.Span))];

    private ZmtpEndpoint Endpoint(string transport) => transport == "ipc" ? ZmtpEndpoint.Ipc(folder["s"]) : ZmtpEndpoint.Tcp("127.0.0.1", 0);

    private async Task<string[]> AskAsync(ZmtpEndpoint endpoint, string identity)
    {
        await using var dealer = await ZmtpDealer.ConnectAsync(endpoint, Bytes(identity), cancellation: limit.Token);
        await dealer.SendAsync([Bytes("again")], limit.Token);
        return Text(await dealer.ReceiveAsync(limit.Token));
    }

    private async Task<string[]> AskUntilAnsweredAsync(ZmtpEndpoint endpoint, string identity)
    {
        while (true)
        {
            try
            {
                return await AskAsync(endpoint, identity);
            }
            catch (ZmtpException)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }
}
