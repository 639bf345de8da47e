using System.Text.Json;

namespace Workbench.Kernel.Languages.Connections;

/// <summary>A kernel that is installed on this machine ("Making kernels for Jupyter", Kernel specs).</summary>
internal sealed record JupyterKernelSpec(string Name, string Title, string Language, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>All that are installed, the user's own first; of one name the first counts.</summary>
    public static IReadOnlyList<JupyterKernelSpec> All() =>
    [
        .. Folders().Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(TryRead).OfType<JupyterKernelSpec>()
            .DistinctBy(static spec => spec.Name, StringComparer.OrdinalIgnoreCase).OrderBy(static spec => spec.Name, StringComparer.Ordinal),
    ];

    /// <summary>Whether the program is there.</summary>
    public bool CanStart => Path.IsPathRooted(Command[0])
        ? File.Exists(Command[0])
        : (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Command[0])));

    // jupyter_core, "jupyter_path".
    private static IEnumerable<string> Folders()
    {
        var set = (System.Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var own = System.Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR")
            ?? Path.Combine(System.Environment.GetEnvironmentVariable("XDG_DATA_HOME") ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".local", "share"), "jupyter");
        return set.Append(own).Append("/usr/local/share/jupyter").Append("/usr/share/jupyter").Select(static folder => Path.Combine(folder, "kernels"));
    }

    // A spec that cannot be read is none, for Jupyter too.
    private static JupyterKernelSpec? TryRead(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")));
            var root = json.RootElement;
            var command = root.GetProperty("argv").EnumerateArray().Select(static word => word.GetString()!).ToArray();
            var environment = root.TryGetProperty("env", out var env) ? env.EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetString() ?? "") : [];
            string Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            return command.Length == 0 ? null : new JupyterKernelSpec(Path.GetFileName(folder), Text("display_name"), Text("language"), command, environment);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
