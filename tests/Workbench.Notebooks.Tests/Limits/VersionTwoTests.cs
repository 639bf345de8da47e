using System.Diagnostics;

namespace Workbench.Notebooks.Tests.Limits;

/// <summary>
/// The limits under control groups of version 2, whatever this host has: launcher, supervisor, sandbox and kernel run in a
/// user-mode Linux, which is a program like any other, with this host's files read-only below it.
/// </summary>
public sealed class VersionTwoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Session_under_version_two_is_held_in_memory_processes_and_load_and_leaves_nothing()
    {
        var results = await RunAsync();

        string One(string name) => results.Single(result => result.Name == name).Value;
        Assert.Equal("536870912 128 1 100000 100000", One("limits"));
        Assert.Equal(("42", "True", "True"), (One("first"), One("kernel-is-inside"), One("supervisor-is-beside")));
        Assert.Contains("11 bounded", One("forks"), StringComparison.Ordinal);
        Assert.Contains("[Workbench] Too many processes: this session may have 128", One("forks"), StringComparison.Ordinal);

        // Two processes, each below the limit of one: no rlimit holds that.
        // What the limit's watcher says and how the kernel ended come from two places: either may be first.
        Assert.Matches(@"^(OutOfMemory: |\[Workbench\] Out of memory: )", One("memory"));
        Assert.Contains("this session may use 512 MiB", One("memory"), StringComparison.Ordinal);
        Assert.Contains("oom_group_kill 1", One("events"), StringComparison.Ordinal);
        Assert.Equal(("2", "again"), (One("other"), One("again")));
        Assert.Equal(("False", "alive", "True", "[]"), (One("group-after-stop"), One("outlives-launcher"), One("swept"), One("left")));
        Assert.DoesNotContain(results, result => result.Name == "notice" && result.Value.Contains("memory", StringComparison.Ordinal));
    }

    private static async Task<List<(string Name, string Value)>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("wb-uml-");
        var here = RepositoryRoot.Combine("tests", "Workbench.Notebooks.Tests", "Limits", "VersionTwo");
        var start = new ProcessStartInfo("/usr/bin/linux.uml")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder.FullName,
        };
        foreach (var argument in (string[])
        [
            "mem=2048M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", $"init={Path.Combine(here, "init.sh")}",
            $"WB_DRIVER={Path.Combine(here, "drive.py")}", $"WB_ARTIFACTS={RepositoryRoot.Combine("artifacts")}",
            "con=null", "con0=fd:0,fd:1", "ssl=null", "quiet", $"umid={folder.Name}",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        // Its memory is a file; /dev/shm keeps that off the disk.
        (start.Environment["HOME"], start.Environment["TMPDIR"]) = (folder.FullName, "/dev/shm");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("user-mode-linux is missing: run ./workbench test");
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            _ = process.StandardError.ReadToEndAsync(patience.Token);
            var text = await process.StandardOutput.ReadToEndAsync(patience.Token);
            Assert.True(text.Contains("driver ended with 0", StringComparison.Ordinal), text);
            return [.. text.Split('\n')
                .Where(line => line.StartsWith("RESULT ", StringComparison.Ordinal))
                .Select(line => line["RESULT ".Length..].TrimEnd('\r').Split('=', 2))
                .Select(pair => (pair[0], pair[1]))];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }
}
