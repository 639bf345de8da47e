using System.Diagnostics;

namespace Workbench.Governance.Tests.Storage;

/// <summary>
/// A PostgreSQL server of its own (Debian's package) in a temp folder, reached by a Unix socket only. PostgreSQL refuses to
/// run as root, so a root test run starts it as the package's user "postgres".
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wb-pg-");

    public string ConnectionString => $"Host={_folder.FullName};Username=postgres;Database=postgres;Pooling=true";

    private string Data => Path.Combine(_folder.FullName, "data");

    public async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _folder.FullName);
        }

        await RunProgramAsync("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
        await RunProgramAsync(
            "pg_ctl", "-D", Data, "-o", $"-k {_folder.FullName} -c listen_addresses= -c fsync=off", "-l", Path.Combine(_folder.FullName, "log"), "-w", "start");
    }

    public async Task DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await RunProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _folder.Delete(recursive: true);
    }

    private static Task RunProgramAsync(string name, params string[] arguments)
    {
        var program = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", name)).Last(File.Exists);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
            : RunAsync(program, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}");
    }
}
