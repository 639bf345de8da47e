using System.Net.Sockets;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.Zmtp;

namespace Workbench.Notebooks.Tests.Supervisor;

/// <summary>A kernel that sends anything but ZMTP, or more than it may, at the supervisor's end of its sockets.</summary>
public sealed class HostileKernelTests : IDisposable
{
    private static readonly ZmtpOptions Small = new()
    {
        MaxFrameBytes = 1000, MaxMessageBytes = 1500, MaxFrames = 4, HandshakeTimeout = TimeSpan.FromSeconds(1), PeerUid = Self.Uid,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("wb-hostile-").FullName;

    public static TheoryData<string, byte[]> Attacks => new()
    {
        { "another protocol", "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray() },
        { "nothing", [] },
        { "zeros", new byte[4096] },
        { "READY of the wrong kind", [.. Greeting, .. Ready("REP")] },
        { "a message before READY", [.. Greeting, 0, 1, 65] },
        { "a frame that is too large", [.. Greeting, .. Ready("ROUTER"), 2, 0, 0, 0, 0, 0, 0, 4, 0] },
        { "a frame of eight exabytes", [.. Greeting, .. Ready("ROUTER"), 2, 127, 255, 255, 255, 255, 255, 255, 255] },
        { "a frame of negative length", [.. Greeting, .. Ready("ROUTER"), 2, 255, 255, 255, 255, 255, 255, 255, 255] },
        { "frames without end", [.. Greeting, .. Ready("ROUTER"), 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0] },
        { "reserved flags", [.. Greeting, .. Ready("ROUTER"), 0x80, 1, 65] },
        { "a command that is too large", [.. Greeting, .. Ready("ROUTER"), 6, 0, 0, 0, 0, 0, 0, 0x40, 0] },
        { "the end", [.. Greeting, .. Ready("ROUTER"), 0, 50, 65] },
    };

    private static byte[] Greeting => [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0, .. "NULL"u8, .. new byte[16], 0, .. new byte[31]];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Connection_ends_with_an_error_that_is_expected(string attack, byte[] bytes)
    {
        var path = Path.Combine(_folder, "k-1");
        using var listener = Listen(path);
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptAsync();
            await socket.SendAsync(bytes);
            socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(200);
        });

        await Assert.ThrowsAsync<ZmtpException>(async () =>
        {
            await using var dealer = await ZmtpDealer.ConnectAsync(ZmtpEndpoint.Ipc(path), "supervisor"u8.ToArray(), Small);
            await dealer.ReceiveAsync();
        });
        await serving;
        Assert.NotEmpty(attack);
    }

    [Fact]
    public async Task Socket_of_another_uid_is_not_spoken_to()
    {
        var path = Path.Combine(_folder, "k-2");
        using var listener = Listen(path);

        var error = await Assert.ThrowsAsync<ZmtpException>(() =>
            ZmtpDealer.ConnectAsync(ZmtpEndpoint.Ipc(path), "supervisor"u8.ToArray(), Small with { PeerUid = Self.Uid + 1 }));

        Assert.Contains("Somebody else listens", error.Message, StringComparison.Ordinal);
    }

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }

    private static byte[] Ready(string kind)
    {
        byte[] body = [5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, (byte)kind.Length, .. System.Text.Encoding.ASCII.GetBytes(kind)];
        return [4, (byte)body.Length, .. body];
    }
}
