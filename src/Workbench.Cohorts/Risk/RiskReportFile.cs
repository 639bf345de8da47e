using System.Runtime.Versioning;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Risk;

/// <summary>
/// Where the newest risk report of a source lies: <c>SNAPSHOTS/.risk/SOURCE.json</c>, written by the raw side and readable by the server's group, so that a
/// report can be read before an order is approved. No reader of snapshots looks into the folder.
/// </summary>
[UnsupportedOSPlatform("windows")]
public static class RiskReportFile
{
    private const string Folder = ".risk";
    private const UnixFileMode FolderMode = UnixFileMode.SetGroup | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write(RiskReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, Options), (byte)'\n'];

    /// <summary>The report, or null when the bytes are none of a format that this code knows.</summary>
    public static RiskReport? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<RiskReport>(json, Options) is { Format: RiskReport.CurrentFormat } report ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The newest report of a source, or null when there is none that can be read.</summary>
    /// <param name="snapshots">The folder of all snapshots.</param>
    public static RiskReport? Find(string snapshots, string source) =>
        SnapshotStore.IsName(source) && new FileInfo(PathOf(snapshots, source)) is { Exists: true } file ? Read(File.ReadAllBytes(file.FullName)) : null;

    /// <summary>Puts a report in the place of the last one of its source, in one step.</summary>
    public static void Save(string snapshots, RiskReport report)
    {
        var path = PathOf(snapshots, report.Source);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, FolderMode);
        var draft = path + ".new";
        File.WriteAllBytes(draft, Write(report));
        File.SetUnixFileMode(draft, FileMode);
        File.Move(draft, path, overwrite: true);
    }

    private static string PathOf(string snapshots, string source) => SnapshotStore.IsName(source)
        ? Path.Combine(snapshots, Folder, source + ".json")
        : throw new ArgumentException("That is no name of a source.", nameof(source));
}
