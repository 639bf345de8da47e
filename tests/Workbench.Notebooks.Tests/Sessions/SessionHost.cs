using System.Diagnostics;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>A real launcher over a data folder of its own, with the published programs of artifacts/.</summary>
public sealed class SessionHost : IAsyncLifetime
{
    private static int _uidBlock = Environment.ProcessId % 40;
    private Process? _launcher;

    public SessionHost()
    {
        DataFolder = Directory.CreateTempSubdirectory("wb-").FullName;
        const UnixFileMode traverse = (UnixFileMode)0b111_001_001;
        File.SetUnixFileMode(DataFolder, traverse);

        // A range of uids of its own, so that test classes can run beside each other.
        FirstUid = 30000 + (100 * (Interlocked.Increment(ref _uidBlock) % 40));
    }

    public string DataFolder { get; }

    public string RuntimeFolder => Path.Combine(DataFolder, "runtime");

    public int FirstUid { get; }

    /// <summary>False: the launcher finds no supervisor.</summary>
    public bool WithSupervisor { get; init; } = true;

    /// <summary>True: the launcher sees an empty file instead of bwrap, in a mount namespace of its own.</summary>
    public bool WithBrokenBubblewrap { get; init; }

    /// <summary>True: the launcher runs as an ordinary user, as when somebody tries Workbench on a laptop.</summary>
    public bool WithoutRoot { get; init; }

    /// <summary>Contents of the settings of warm kernels; null: there are none.</summary>
    public string? Warm { get; init; }

    public static bool IsRoot => Self.Uid == 0;

    public string WarmSettings => Path.Combine(DataFolder, "run", "warm.json");

    public LauncherClient Client => new(LauncherClient.SocketPath(DataFolder));

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(RuntimeFolder);
        foreach (var part in new[] { "launcher", "supervisor", "kernel" }.Where(part => WithSupervisor || part != "supervisor"))
        {
            var published = RepositoryRoot.Combine("artifacts", part);
            Assert.True(Directory.Exists(published), $"{published} is missing: run ./workbench test");
            Directory.CreateSymbolicLink(Path.Combine(RuntimeFolder, part), published);
        }

        Directory.CreateSymbolicLink(Path.Combine(RuntimeFolder, "python"), RepositoryRoot.Combine("kernels", "python"));
        Directory.CreateSymbolicLink(Path.Combine(RuntimeFolder, "r"), RepositoryRoot.Combine("kernels", "r"));
        if (Warm is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(WarmSettings)!);
            File.WriteAllText(WarmSettings, Warm);
        }

        if (WithoutRoot && IsRoot)
        {
            using var chown = Process.Start("chown", [$"{FirstUid + 50}:{FirstUid + 50}", DataFolder]);
            chown.WaitForExit();
        }

        return StartLauncherAsync();
    }

    public async Task StartLauncherAsync()
    {
        var program = Path.Combine(RuntimeFolder, "launcher", "Workbench.Launcher");
        var start = new ProcessStartInfo(WithBrokenBubblewrap ? "/usr/bin/unshare" : program) { RedirectStandardOutput = true };
        if (WithoutRoot && IsRoot)
        {
            start.FileName = "/usr/bin/setpriv";
            foreach (var argument in new[] { "--reuid", $"{FirstUid + 50}", "--regid", $"{FirstUid + 50}", "--clear-groups", program })
            {
                start.ArgumentList.Add(argument);
            }
        }
        else if (WithBrokenBubblewrap)
        {
            start.ArgumentList.Add(IsRoot ? "-m" : "-rm");
            foreach (var argument in new[] { "/bin/sh", "-c", "mount --bind /dev/null /usr/bin/bwrap && exec \"$0\" \"$@\"", program })
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in new[] { "serve", "--data", DataFolder, "--runtime", RuntimeFolder })
        {
            start.ArgumentList.Add(argument);
        }

        if (IsRoot)
        {
            foreach (var argument in new[] { "--server-uid", $"{FirstUid + 98}", "--raw-uid", $"{FirstUid + 99}", "--first-session-uid", $"{FirstUid}", "--last-session-uid", $"{FirstUid + 9}" })
            {
                start.ArgumentList.Add(argument);
            }
        }

        _launcher = Process.Start(start)!;
        while (await _launcher.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("listening", StringComparison.Ordinal))
        {
        }

        Assert.False(_launcher.HasExited);
        _ = _launcher.StandardOutput.ReadToEndAsync();
    }

    public async Task KillLauncherAsync()
    {
        _launcher!.Kill();
        await _launcher.WaitForExitAsync();
    }

    public SessionRegistry NewRegistry(SessionHooks? hooks = null) =>
        new(new LocalKernelEngine(Client), hooks ?? new SessionHooks(), TimeProvider.System);

    public async Task StopLauncherAsync()
    {
        if (_launcher is { HasExited: false })
        {
            ChildProcess.Signal(_launcher.Id, 15);
            await _launcher.WaitForExitAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await StopLauncherAsync();
        _launcher?.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }
}
