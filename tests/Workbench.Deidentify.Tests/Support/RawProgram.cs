using System.Diagnostics;

namespace Workbench.Deidentify.Tests.Support;

/// <summary>The program as it is really started.</summary>
public static class RawProgram
{
    /// <param name="input">What stands on its standard input.</param>
    public static async Task<(int Code, string Said, string Error)> RunAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Workbench.Deidentify.Building.SnapshotBuild).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await error);
    }
}
