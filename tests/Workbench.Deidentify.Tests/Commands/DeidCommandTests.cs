using System.Diagnostics;
using System.Text.Json;
using Workbench.Deidentify.Tests.Dicom;

namespace Workbench.Deidentify.Tests.Commands;

/// <summary><c>deid</c> as it is really started.</summary>
public sealed class DeidCommandTests : IDisposable
{
    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Done_and_quarantined_files_end_well_with_one_line_each()
    {
        folder.Write("a.dcm", (0x0010_0010, "PN", "Zzdemo^Person"));
        folder.Write("bb.dcm", (0x0008_0060, "CS", "US"), (0x7FE0_0010, "OW", "pixels"));
        File.Copy(Path.Combine(folder.Input, "a.dcm"), Path.Combine(folder.Input, "copy.dcm"));
        folder.WriteBytes("letter.txt", "Dear colleague, this is no image."u8.ToArray());
        var report = Path.Combine(Path.GetDirectoryName(folder.Input)!, "report.json");

        var (code, said) = await RunAsync("deid", folder.Input, folder.Output, "--report", report);

        Assert.Equal(0, code);
        Assert.Contains("1 files done, 3 quarantined.", said, StringComparison.Ordinal);
        using var lines = JsonDocument.Parse(File.ReadAllText(report));
        Assert.Equal(
            ["a.dcm ", "bb.dcm burned-in-risk", "copy.dcm duplicate", "letter.txt not-dicom"],
            lines.RootElement.EnumerateArray().Select(line => $"{line.GetProperty("file")} {(line.TryGetProperty("reason", out var reason) ? reason.GetString() : "")}"));
        Assert.DoesNotContain("Zzdemo", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(folder.Output));
    }

    [Theory]
    [InlineData("--option", "clean-grafics")]
    [InlineData("--key-file", "/nowhere/key")]
    [InlineData("--reprot", "r.json")]
    [InlineData("--report")]
    public async Task Misunderstood_command_writes_nothing(params string[] wrong)
    {
        folder.Write("a.dcm");

        var (code, _) = await RunAsync(["deid", folder.Input, folder.Output, .. wrong]);

        Assert.Equal(2, code);
        Assert.False(Directory.Exists(folder.Output));
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Workbench.Deidentify.Building.SnapshotBuild).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await error);
    }
}
