using System.Diagnostics;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Tests.Support;
using Workbench.Governance.Orders;

namespace Workbench.Deidentify.Tests.Commands;

/// <summary>The program as it is really started.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Another_process_builds_the_same_hash()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        orders.WriteSource("lung");
        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));
        var second = await orders.ApproveAsync("lung");

        var (code, said, _) = await RunAsync("build", second.Value, "--data", orders.Data);

        Assert.Equal(0, code);
        Assert.Contains("built lung/v2", said, StringComparison.Ordinal);
        Assert.Equal(orders.Snapshots.Open("lung", 1)!.Manifest.ContentHash, orders.Snapshots.Open("lung", 2)!.Manifest.ContentHash);
        Assert.Equal(OrderState.Built, (await orders.FindAsync(second)).State);
    }

    [Fact]
    public async Task Killed_build_leaves_no_snapshot_and_the_next_start_says_so()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung").ApproveAsync("lung");
        File.WriteAllText(
            Path.Combine(orders.Raw.Sources, "lung", "people.csv"),
            "id,age\n" + string.Concat(Enumerable.Range(0, 2_000_000).Select(i => $"H{i},{i % 90}\n")));
        using var process = Start("build", id.Value, "--data", orders.Data);
        while (!Directory.Exists(Path.Combine(orders.Raw.Snapshots, ".staging", id.Value)) && !process.HasExited)
        {
            await Task.Delay(5);
        }

        process.Kill();
        await process.WaitForExitAsync();

        Assert.Empty(orders.Snapshots.Versions("lung"));
        Assert.Equal(OrderState.Building, (await orders.FindAsync(id)).State);

        orders.WriteSource("lung");
        var again = await orders.ApproveAsync("lung");
        var (code, said, _) = await RunAsync("build", "--all", "--data", orders.Data);

        Assert.Equal(3, code);
        Assert.Contains($"{id}: no snapshot. The process that built it ended", said, StringComparison.Ordinal);
        Assert.Equal((OrderState.Failed, OrderState.Built), ((await orders.FindAsync(id)).State, (await orders.FindAsync(again)).State));
        Assert.Equal([1], orders.Snapshots.Versions("lung"));
    }

    [Fact]
    public async Task Check_says_what_a_build_would_say_and_writes_nothing()
    {
        using var orders = await TestOrders.CreateAsync();
        orders.WriteSource("good").WriteSource("bad", "Zorabella");

        Assert.Equal(0, (await RunAsync("check", "good", "--data", orders.Data)).Code);
        var (code, _, error) = await RunAsync("check", "bad", "--data", orders.Data);

        Assert.Equal(3, code);
        Assert.StartsWith("people.csv, line 2, row 1, column age: The value is not a whole number", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Zorabella", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(orders.Raw.Snapshots));
        Assert.Empty(Directory.EnumerateFileSystemEntries(orders.Raw.Keys));
        Assert.Empty(Directory.EnumerateFileSystemEntries(orders.Raw.Work));
    }

    [Fact]
    public async Task Risk_measures_a_source_without_a_snapshot_or_a_key()
    {
        using var orders = await TestOrders.CreateAsync();
        orders.WriteSource("lung");
        var yaml = Path.Combine(orders.Raw.Sources, "lung", "source.yaml");
        File.WriteAllText(yaml, File.ReadAllText(yaml).Replace("patient-key: id", "patient-key: id\n    quasi-identifiers: [age]", StringComparison.Ordinal));

        var (code, said, _) = await RunAsync("risk", "lung", "--data", orders.Data);
        File.WriteAllText(yaml, "target-k: 2\n" + File.ReadAllText(yaml));
        var (below, json, _) = await RunAsync("risk", "lung", "--json", "--data", orders.Data);

        Assert.Equal((0, 3), (code, below));
        Assert.Contains("k (smallest class)        1", said, StringComparison.Ordinal);
        Assert.Contains("\"reachesTarget\": false", json, StringComparison.Ordinal);
        Assert.Equal(json, File.ReadAllText(Path.Combine(orders.Raw.Snapshots, ".risk", "lung.json")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(orders.Raw.Keys));
        Assert.Empty(Directory.EnumerateFileSystemEntries(orders.Raw.Work));
        Assert.Equal([".risk"], Directory.GetFileSystemEntries(orders.Raw.Snapshots).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Demo_writes_the_sources_for_the_owner_alone_and_lists_the_canaries()
    {
        using var folder = new TempFolder();

        var (code, said, _) = await RunAsync("demo", "--data", folder.Path, "--canaries", folder["canaries.txt"]);

        Assert.Equal(0, code);
        Assert.Contains("lung: 228 invented patients written.", said, StringComparison.Ordinal);
        Assert.Equal(["breast", "colorectal", "lung", "prostate"], Directory.GetDirectories(folder["raw", "sources"]).Select(Path.GetFileName).Order());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["raw"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["raw", "sources", "lung", "patients.csv"]));
        var canaries = File.ReadAllLines(folder["canaries.txt"]);
        Assert.True(canaries.Length > 50_000);
        Assert.All(canaries, c => Assert.True(c.Length >= 8, "a shorter token would be found by chance"));
    }

    [Theory]
    [InlineData("The command is not whole.")]
    [InlineData("The command is not whole.", "build", "--data", "/")]
    [InlineData("The command is not whole.", "check", "--data", "/")]
    [InlineData("There is no command \"biuld\". Did you mean \"build\"?", "biuld", "x", "--data", "/")]
    [InlineData("There is no option \"--dta\". Did you mean \"--data\"?", "build", "x", "--dta", "/")]
    [InlineData("The data folder is not there.", "build", "x", "--data", "/nowhere")]
    public async Task Wrong_command_is_told_what_to_do(string expected, params string[] arguments)
    {
        arguments = arguments.Length == 0 ? ["--data", "/"] : arguments;

        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_machine_is_reported_without_the_words_of_the_exception()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung").ApproveAsync("lung");
        File.WriteAllText(orders.Raw.Snapshots, "in the way");

        var (code, _, error) = await RunAsync("build", id.Value, "--data", orders.Data);

        Assert.Equal(1, code);
        Assert.StartsWith("System.IO.", error, StringComparison.Ordinal);
        Assert.DoesNotContain(orders.Raw.Snapshots, error, StringComparison.Ordinal);
        Assert.Equal(OrderState.Failed, (await orders.FindAsync(id)).State);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(Workbench.Deidentify.Building.SnapshotBuild).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Said, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await error);
    }
}
