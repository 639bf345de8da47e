using System.Collections.Concurrent;
using System.Diagnostics;
using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Compatibility;

/// <summary>Runs each file of cases once, in a kernel of its own, through Debian's jupyter_client over TCP.</summary>
public sealed class CompatibilityRuns
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, ObservedCase>>>> runs = new(StringComparer.Ordinal);

    public async Task<ObservedCase> SeenAsync(string file, string id) =>
        (await runs.GetOrAdd(file, static name => new Lazy<Task<IReadOnlyDictionary<string, ObservedCase>>>(() => RunAsync(name))).Value)[id];

    private static async Task<IReadOnlyDictionary<string, ObservedCase>> RunAsync(string file)
    {
        await using var kernel = KernelProcess.Start("tcp", CaseFile.Read(file).Kernel == ".net-fsharp" ? ["--default-kernel", "fsharp"] : []);

        // Debian's own Python, for its jupyter_client speaks through libzmq.
        using var client = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3",
            [Path.Combine(AppContext.BaseDirectory, "run_cases.py"), kernel.ConnectionFile, Path.Combine(CaseFile.Folder, file), kernel.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = client.StandardError.ReadToEndAsync();
        var seen = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return client.ExitCode == 0 ? ObservedCase.ReadAll(seen) : throw new InvalidOperationException(await errors);
    }
}
