using System.Diagnostics;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.ForeignClients;

public sealed class JupyterClientTests : IDisposable
{
    private readonly DirectoryInfo prefix = Directory.CreateTempSubdirectory("wk");

    public void Dispose() => prefix.Delete(recursive: true);

    [Fact]
    public async Task Debians_jupyter_client_runs_cells_from_the_kernel_spec_over_tcp()
    {
        Assert.Equal((0, ""), await RunAsync(KernelProcess.Program, "install", "--prefix", prefix.FullName));

        // Debian's own Python, for its jupyter_client speaks through libzmq.
        var (exitCode, errors) = await RunAsync("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "ForeignClients", "jupyter_client_drives.py"), prefix.FullName);

        Assert.True(exitCode == 0, errors);
    }

    [Fact]
    public async Task Install_into_a_place_that_is_no_folder_is_an_error()
    {
        var file = Path.Combine(prefix.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        Assert.Equal(73, (await RunAsync(KernelProcess.Program, "install", "--prefix", file)).ExitCode);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return (process.ExitCode, errors);
    }
}
