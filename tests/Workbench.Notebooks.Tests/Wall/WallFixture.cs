using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Tests.Sessions;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>Runs all probes once inside a session's cell and once outside, as whoever runs the tests.</summary>
public sealed class WallFixture : IAsyncLifetime
{
    private readonly SessionHost _host = new();
    private Dictionary<string, string> _inside = [];
    private Dictionary<string, string> _outside = [];

    public string Inside(string probe) => _inside.GetValueOrDefault(probe, "not run");

    public string Outside(string probe) => _outside.GetValueOrDefault(probe, "not run");

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        foreach (var (folder, file) in new[] { ("raw", "patients.csv"), ("server", "identity.db") })
        {
            Directory.CreateDirectory(Path.Combine(_host.DataFolder, folder));
            await File.WriteAllTextAsync(Path.Combine(_host.DataFolder, folder, file), "x");
        }

        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var named = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var name = "wb-probe-" + Guid.NewGuid().ToString("N");
        named.Bind(new UnixDomainSocketEndPoint("\0" + name));
        named.Listen();
        await using var registry = _host.NewRegistry();
        var session = await StartAsync(registry);
        var other = await StartAsync(registry);
        var facts = new Dictionary<string, object>
        {
            ["data"] = _host.DataFolder,
            ["folder"] = session.Info.Folder,
            ["other"] = other.Info.Folder + "/home",
            ["socket"] = Path.Combine(_host.DataFolder, "run", "launcher.sock"),
            ["abstract"] = name,
            ["port"] = ((IPEndPoint)tcp.LocalEndpoint).Port,
            ["pid"] = Environment.ProcessId,
            ["secret"] = name,
            ["unique"] = name,
        };
        var code = $"import json\nhost = json.loads(r'''{JsonSerializer.Serialize(facts)}''')\n"
            + await File.ReadAllTextAsync(RepositoryRoot.Combine("tests", "Workbench.Notebooks.Tests", "Wall", "probes.py"));
        _outside = Read(await OutsideAsync(code, name));
        _inside = Read(await Cells.RunAsync(session, code));
        await registry.StopAsync(session.Id);
        await registry.StopAsync(other.Id);
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    private static async Task<KernelSession> StartAsync(SessionRegistry registry)
    {
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", "python3"));
        Assert.True(start.Started, start.Refusal?.Message);
        return start.Session;
    }

    private async Task<string> OutsideAsync(string code, string secret)
    {
        var path = Path.Combine(_host.DataFolder, "probes.py");
        await File.WriteAllTextAsync(path, code);

        // Standard input is a file of the data folder: a descriptor that a careless parent would pass on.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, ArgumentList = { "-c", "exec /usr/bin/python3 \"$0\" <\"$1\"", path, Path.Combine(_host.DataFolder, "raw", "patients.csv") } };
        start.Environment["WB_PROBE_SECRET"] = secret;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text;
    }

    private static Dictionary<string, string> Read(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.Contains('=', StringComparison.Ordinal))
        .ToDictionary(line => line[..line.IndexOf('=', StringComparison.Ordinal)], line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
