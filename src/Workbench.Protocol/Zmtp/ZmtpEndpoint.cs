using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Workbench.Protocol.Zmtp;

/// <summary>
/// Where a socket listens: <c>ipc:///path</c> is a Unix domain socket, <c>tcp://address:port</c> a TCP port. Names are not
/// looked up; <c>*</c> and <c>0.0.0.0</c> are every IPv4 address, <c>localhost</c> is 127.0.0.1.
/// </summary>
public readonly record struct ZmtpEndpoint
{
    /// <summary>Longest path of a Unix domain socket on Linux (unix(7): 108 with the closing zero).</summary>
    public const int MaxPathBytes = 107;

    private ZmtpEndpoint(string text, EndPoint address, string? path)
    {
        Text = text;
        Address = address;
        Path = path;
    }

    public string Text { get; }

    public EndPoint Address { get; }

    /// <summary>The socket file of an ipc endpoint, otherwise null.</summary>
    public string? Path { get; }

    public static ZmtpEndpoint Ipc(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            throw new ArgumentException($"The path of a Unix socket may have at most {MaxPathBytes} bytes: choose a shorter folder than {path}.", nameof(path));
        }

        return new ZmtpEndpoint("ipc://" + path, new UnixDomainSocketEndPoint(path), path);
    }

    public static ZmtpEndpoint Tcp(string address, int port)
    {
        var ip = address switch
        {
            "*" or "0.0.0.0" => IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(address, out var parsed) ? parsed : throw new ArgumentException($"'{address}' is no IP address.", nameof(address)),
        };
        return new ZmtpEndpoint(string.Create(CultureInfo.InvariantCulture, $"tcp://{address}:{port}"), new IPEndPoint(ip, port), null);
    }

    internal Socket NewSocket()
    {
        if (Path is not null)
        {
            return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        }

        return new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    }

    public override string ToString() => Text;
}
