using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Workbench.Protocol.Zmtp;

namespace Workbench.Protocol.Tests.Zmtp;

/// <summary>A peer that writes raw bytes: each row breaks the protocol or a bound, and is disconnected; others are still served.</summary>
public sealed class HostilePeerTests : IDisposable
{
    private static readonly ZmtpOptions Small = new() { MaxFrameBytes = 1000, MaxMessageBytes = 1500, MaxFrames = 4, HandshakeTimeout = TimeSpan.FromMilliseconds(500) };

    private readonly TempFolder folder = new();

    public static TheoryData<string, byte[]> Attacks => new()
    {
        { "another protocol", "GET / HTTP/1.1\r\n\r\n"u8.ToArray() },
        { "ZMTP 1.0", [1, 0] },
        { "ZMTP 2.0", Greeting(version: 1) },
        { "another mechanism", Greeting(mechanism: "CURVE") },
        { "nothing more after the greeting", Greeting() },
        { "a message before READY", [.. Greeting(), 0, 1, 65] },
        { "a command before READY", [.. Greeting(), .. Command("PING", [0, 0])] },
        { "READY cut short", [.. Greeting(), .. Command("READY", [11, .. "Socket-Type"u8, 0, 0, 0, 9, 65])] },
        { "READY of a PUB", [.. Greeting(), .. Ready("PUB")] },
        { "an identity too long", [.. Greeting(), .. Ready("DEALER", new byte[256])] },
        { "reserved flags", [.. Greeting(), .. Ready("DEALER"), 0x08, 1, 65] },
        { "a frame that is too large", [.. Greeting(), .. Ready("DEALER"), .. LongHeader(0, 1001)] },
        { "a frame of eight exabytes", [.. Greeting(), .. Ready("DEALER"), .. LongHeader(0, long.MaxValue)] },
        { "a frame of negative length", [.. Greeting(), .. Ready("DEALER"), .. LongHeader(0, -1)] },
        { "a message that is too large", [.. Greeting(), .. Ready("DEALER"), .. LongHeader(1, 900), .. new byte[900], .. LongHeader(0, 900)] },
        { "too many frames", [.. Greeting(), .. Ready("DEALER"), 1, 0, 1, 0, 1, 0, 1, 0, 0, 0] },
        { "a command that is too large", [.. Greeting(), .. Ready("DEALER"), .. LongHeader(4, 5000)] },
        { "a command without a name", [.. Greeting(), .. Ready("DEALER"), 4, 0] },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Router_disconnects_the_peer_and_serves_the_next(string attack, byte[] bytes)
    {
        ZmtpRouter? router = null;
        router = new ZmtpRouter(ZmtpEndpoint.Ipc(folder["s"]), (identity, frames) => router!.Send(identity, frames), Small);
        using var end = router;
        using var socket = Connect(router.Endpoint);
        socket.Send(bytes);

        Assert.True(await IsClosedAsync(socket), attack);

        await using var honest = await ZmtpDealer.ConnectAsync(router.Endpoint, default);
        await honest.SendAsync([Encoding.ASCII.GetBytes("still there?")]);
        Assert.Single(await honest.ReceiveAsync());
    }

    [Fact]
    public async Task Router_takes_single_bytes_and_answers_ping_of_a_newer_peer()
    {
        using var received = new ManualResetEventSlim();
        using var router = new ZmtpRouter(ZmtpEndpoint.Ipc(folder["s"]), (_, frames) => received.Set());
        using var socket = Connect(router.Endpoint);
        foreach (var one in (byte[])[.. Greeting(), .. Ready("DEALER"), .. Command("PING", [0, 10, .. "ctx"u8]), 0, 1, 65])
        {
            socket.Send([one]);
        }

        Assert.True(received.Wait(TimeSpan.FromSeconds(10)));
        var answer = new byte[4096];
        var count = 0;
        while (!Encoding.ASCII.GetString(answer, 0, count).Contains("PONGctx", StringComparison.Ordinal))
        {
            count += await socket.ReceiveAsync(answer.AsMemory(count)).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData("SUBSCRIBE")]
    [InlineData("")]
    public async Task Publisher_takes_subscriptions_as_messages_and_as_commands(string command)
    {
        using var subscribed = new ManualResetEventSlim();
        using var publisher = new ZmtpPublisher(ZmtpEndpoint.Ipc(folder["s"]), _ => subscribed.Set());
        using var socket = Connect(publisher.Endpoint);
        socket.Send([.. Greeting(), .. Ready("SUB"), .. command.Length > 0 ? Command(command, "t"u8) : [0, 2, 1, (byte)'t']]);
        Assert.True(subscribed.Wait(TimeSpan.FromSeconds(10)));

        publisher.Send([Encoding.ASCII.GetBytes("other"), Encoding.ASCII.GetBytes("not for it")]);
        publisher.Send([Encoding.ASCII.GetBytes("topic"), Encoding.ASCII.GetBytes("the end")]);

        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("the end", StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        Assert.DoesNotContain("not for it", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_refuses_a_server_that_announces_too_much()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder["s"]));
        listener.Listen();
        var connecting = ZmtpDealer.ConnectAsync(ZmtpEndpoint.Ipc(folder["s"]), default, Small);
        using var server = await listener.AcceptAsync();
        server.Send([.. Greeting(), .. Ready("ROUTER"), .. LongHeader(0, 1 << 30)]);

        await Assert.ThrowsAsync<ZmtpException>(async () =>
        {
            await using var dealer = await connecting;
            await dealer.ReceiveAsync();
        });
    }

    [Fact]
    public async Task Client_of_a_silent_server_gives_up_in_time()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder["s"]));
        listener.Listen();

        await Assert.ThrowsAsync<ZmtpException>(() => ZmtpDealer.ConnectAsync(ZmtpEndpoint.Ipc(folder["s"]), default, Small));
    }

    private static byte[] Greeting(byte version = 3, string mechanism = "NULL")
    {
        var bytes = new byte[64];
        bytes[0] = 0xFF;
        bytes[9] = 0x7F;
        bytes[10] = version;
        Encoding.ASCII.GetBytes(mechanism, bytes.AsSpan(12));
        return bytes;
    }

    private static byte[] Command(string name, ReadOnlySpan<byte> data)
    {
        byte[] body = [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data];
        return body.Length < 256 ? [4, (byte)body.Length, .. body] : [.. LongHeader(4, body.Length), .. body];
    }

    private static byte[] Ready(string type, byte[]? identity = null)
    {
        identity ??= [];
        byte[] property = [11, .. "Socket-Type"u8, 0, 0, 0, (byte)type.Length, .. Encoding.ASCII.GetBytes(type)];
        return Command("READY", [.. property, 8, .. "Identity"u8, 0, 0, (byte)(identity.Length >> 8), (byte)identity.Length, .. identity]);
    }

    private static byte[] LongHeader(byte flags, long length)
    {
        var header = new byte[9];
        header[0] = (byte)(flags | 2);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), length);
        return header;
    }

    private static Socket Connect(ZmtpEndpoint endpoint)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(endpoint.Address);
        return socket;
    }

    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        var buffer = new byte[4096];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            try
            {
                if (await socket.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(20)) == 0)
                {
                    return true;
                }
            }
            catch (SocketException)
            {
                return true;
            }
        }

        return false;
    }
}
