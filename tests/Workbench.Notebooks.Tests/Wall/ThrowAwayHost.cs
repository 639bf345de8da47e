using System.Diagnostics;
using System.Net.Sockets;
using Workbench.Notebooks.Wall;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>
/// A place without a wall: folders like a real installation's that belong to the attacker's uid, somebody's process, a careless
/// broker. What is stolen or broken here is nothing.
/// </summary>
internal sealed class ThrowAwayHost : IDisposable
{
    private readonly HostBait _bait = new();
    private readonly CarelessBroker _broker;
    private readonly Process _victim;
    private readonly List<Socket> _sockets = [];

    public ThrowAwayHost(int uid)
    {
        Uid = uid;
        foreach (var folder in new[] { "data/raw/keys", "data/server", "data/governance", "data/snapshots", "data/run/sessions", "data/runtime", "session/journal", "session/link", "other/home", "other/link", "home", "broker", "program" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, folder));
        }

        foreach (var file in new[] { "data/raw/patients.csv", "data/raw/keys/project.key", "data/server/identity.db", "data/governance/governance.db" })
        {
            File.WriteAllText(Path.Combine(Folder, file), "bait");
        }

        foreach (var path in new[] { "data/run/launcher.sock", "session/link/l.sock", "other/link/l.sock" })
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, path)));
            socket.Listen();
            _sockets.Add(socket);
        }

        _broker = new CarelessBroker(Path.Combine(Folder, "broker", "b.sock"));
        Run("chown", "-R", $"{uid}:{uid}", Folder);
        var start = new ProcessStartInfo("setpriv", ["--reuid", $"{uid}", "--regid", $"{uid}", "--clear-groups", "/usr/bin/perl", "-e", "sleep 600", "victim-of-the-control"]);
        start.Environment["VICTIM_SECRET"] = "secret-of-the-control";
        _victim = Process.Start(start)!;
    }

    public int Uid { get; }

    public string Folder { get; } = Make();

    public string OpenFile => Path.Combine(Folder, "data", "raw", "patients.csv");

    public HostFacts Facts => new(new Dictionary<string, string>
    {
        ["data"] = Path.Combine(Folder, "data"),
        ["folder"] = Path.Combine(Folder, "session"),
        ["other"] = Path.Combine(Folder, "other"),
        ["home"] = Path.Combine(Folder, "home"),
        ["broker"] = Path.Combine(Folder, "broker"),
        ["program"] = Path.Combine(Folder, "program"),
        ["abstract"] = _bait.Name,
        ["port"] = $"{_bait.TcpPort}",
        ["udp"] = $"{_bait.UdpPort}",
        ["pid"] = $"{_victim.Id}",
        ["secret"] = "secret-of-the-control",
        ["marker"] = "victim-of-the-control",
        ["unique"] = _bait.Name,
        ["key"] = $"{_bait.SharedMemoryKey}",
    });

    public void Dispose()
    {
        _victim.Kill();
        _victim.WaitForExit();
        _victim.Dispose();
        _broker.Dispose();
        _sockets.ForEach(socket => socket.Dispose());
        _bait.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("wbx-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return folder;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
