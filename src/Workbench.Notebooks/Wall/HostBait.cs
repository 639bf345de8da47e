using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Wall;

/// <summary>
/// Things on the host that an attack could reach if the wall had a hole, made for one run and removed after it: a TCP and a UDP
/// port, an abstract socket that hands out an open file, a file in /tmp and one in /dev/shm, a System V segment, a file of /usr that is opened again
/// and again. So that "blocked" means that something was there to be blocked from.
/// </summary>
public sealed class HostBait : IDisposable
{
    private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
    private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Socket _abstract = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private const int ReadableByAll = 0b110_110_110;
    private const int Create = 0x200;
    private const int Remove = 0;

    private readonly Timer _work = new(_ => File.OpenRead("/usr/lib/os-release").Dispose(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    private readonly string[] _files;
    private readonly int _key = RandomNumberGenerator.GetInt32(1 << 20, 1 << 30);
    private readonly int _segment;

    public HostBait()
    {
        _segment = SharedMemory(_key, 4096, ReadableByAll | Create);
        Name = "wb" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        _tcp.Start();
        _ = AnswerAsync();
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + Name));
        _abstract.Listen(64);
        _files = ["/tmp/" + Name, "/dev/shm/" + Name];
        foreach (var file in _files)
        {
            File.WriteAllText(file, "bait");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        _ = HandOutAsync();
    }

    /// <summary>A name that nothing else on the host has.</summary>
    public string Name { get; }

    public int TcpPort => ((IPEndPoint)_tcp.LocalEndpoint).Port;

    public int SharedMemoryKey => _key;

    public int UdpPort => ((IPEndPoint)_udp.Client.LocalEndPoint!).Port;

    /// <summary>What is known of the host to an attacker in <paramref name="session"/>.</summary>
    /// <param name="dataFolder">DATA.</param>
    /// <param name="session">Where the attacks run.</param>
    /// <param name="other">Another person's session.</param>
    public HostFacts Facts(string dataFolder, SessionInfo session, SessionInfo other) => new(new Dictionary<string, string>
    {
        ["data"] = dataFolder,
        ["folder"] = session.Folder,
        ["other"] = other.Folder,
        ["home"] = SandboxPaths.Home,
        ["broker"] = SandboxPaths.Broker,
        ["program"] = SandboxPaths.PythonPackages,
        ["abstract"] = Name,
        ["port"] = Text(TcpPort),
        ["udp"] = Text(UdpPort),
        ["pid"] = Text(Environment.ProcessId),

        // The server's environment and the supervisors' command lines; a sandbox's own environment names the broker, so not that.
        ["secret"] = "/nonexistent",
        ["marker"] = "Workbench.Supervisor",
        ["unique"] = Name,
        ["key"] = Text(_key),
    });

    public void Dispose()
    {
        _work.Dispose();
        _tcp.Dispose();
        _udp.Dispose();
        _abstract.Dispose();
        _ = ControlSharedMemory(_segment, Remove, 0);
        foreach (var file in _files)
        {
            File.Delete(file);
        }
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await _udp.ReceiveAsync().ConfigureAwait(false);
                await _udp.SendAsync("y"u8.ToArray(), question.RemoteEndPoint).ConfigureAwait(false);
            }
        }
        catch (Exception over) when (over is ObjectDisposedException or SocketException)
        {
            // The run is over.
        }
    }

    private async Task HandOutAsync()
    {
        try
        {
            while (true)
            {
                using var visitor = await _abstract.AcceptAsync().ConfigureAwait(false);
                using var file = File.OpenHandle(_files[0]);
                DescriptorGift.Send(visitor, file);
            }
        }
        catch (Exception over) when (over is ObjectDisposedException or SocketException or FileNotFoundException)
        {
            // The run is over.
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "shmget")]
    private static extern int SharedMemory(int key, nint bytes, int flags);

    [DllImport("libc", EntryPoint = "shmctl")]
    private static extern int ControlSharedMemory(int segment, int command, nint buffer);
}
