using System.Diagnostics;
using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.DotnetInteractive;

public sealed class ToolInstallTests : IDisposable
{
    private readonly ToolFolder tool = new();
    private readonly DirectoryInfo prefix = Directory.CreateTempSubdirectory("wk");

    private string Spec => Path.Combine(prefix.FullName, "share", "jupyter", "kernels", ".net-interactive", "kernel.json");

    public void Dispose()
    {
        tool.Dispose();
        prefix.Delete(recursive: true);
    }

    [Fact]
    public async Task Kernel_spec_runs_the_tool_by_stdio_for_jupyter_client_over_tcp()
    {
        await RunAsync(KernelProcess.Program, tool.Environment, "install", "--prefix", prefix.FullName);
        Assert.Contains("\"--host\", \"dotnet-interactive\"", await File.ReadAllTextAsync(Spec), StringComparison.Ordinal);
        await using var kernel = KernelProcess.Start("tcp", tool.Environment, "--host", "dotnet-interactive");
        var cases = Path.Combine(AppContext.BaseDirectory, "DotnetInteractive", "tool-cases.json");

        var (code, seen, errors) = await RunAsync(
            "/usr/bin/python3", new Dictionary<string, string>(), Path.Combine(AppContext.BaseDirectory, "run_cases.py"), kernel.ConnectionFile, cases, kernel.Folder);

        Assert.True(code == 0, errors);
        var observed = ObservedCase.ReadAll(seen);
        Assert.Equal([], CaseFile.Read(cases).Cases.SelectMany(one => Verdicts.Of(one, observed[one.Id]).Select(wrong => $"{one.Id}: {wrong}")));
    }

    [Fact]
    public async Task Without_the_tool_there_is_no_spec_and_a_word_that_says_why()
    {
        var (code, said, _) = await RunAsync(KernelProcess.Program, Nowhere, "install", "--prefix", prefix.FullName);

        Assert.Equal(0, code);
        Assert.False(File.Exists(Spec));
        Assert.Contains("No kernel spec .net-interactive: dotnet-interactive is not on this machine's PATH.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_for_without_the_tool_the_kernel_says_what_to_install()
    {
        var (code, _, errors) = await RunAsync(KernelProcess.Program, Nowhere, "--host", "dotnet-interactive", "--connection-file", "none.json");

        Assert.Equal(69, code);
        Assert.Contains("dotnet tool install Microsoft.dotnet-interactive", errors, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Nowhere => new() { ["PATH"] = "/usr/bin:/bin" };

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, errors);
    }
}
