using System.Globalization;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher;

/// <summary>What the launcher is told on its command line.</summary>
/// <param name="DataFolder">DATA (absolute).</param>
/// <param name="RuntimeFolder">Published programs; default: the folder above the launcher's own.</param>
/// <param name="ServerUid">May use the launcher's socket and every session's link; also the group of the data folder.</param>
/// <param name="RawUid">Runs Deidentify.</param>
/// <param name="FirstSessionUid">First uid of the range for sessions.</param>
/// <param name="LastSessionUid">Last uid of it.</param>
internal sealed record LauncherOptions(
    string DataFolder, string RuntimeFolder, int ServerUid, int RawUid, int FirstSessionUid, int LastSessionUid)
{
    /// <summary>True when the launcher can give every session a uid of its own.</summary>
    public bool SeparateUids { get; } = Self.Uid == 0;

    /// <summary>The default options of "check", which needs no data folder.</summary>
    public static LauncherOptions Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>
        {
            ["--data"] = Environment.GetEnvironmentVariable("WORKBENCH_DATA") ?? "",
            ["--runtime"] = Path.Combine(AppContext.BaseDirectory, ".."),
            ["--server-uid"] = "20000",
            ["--raw-uid"] = "19999",
            ["--first-session-uid"] = "20001",
            ["--last-session-uid"] = "20999",
        };
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!values.ContainsKey(arguments[i]) || i + 1 == arguments.Count)
            {
                throw new FormatException(values.ContainsKey(arguments[i])
                    ? $"{arguments[i]} needs a value."
                    : $"Unknown option {arguments[i]}. Known: {string.Join(", ", values.Keys)}.");
            }

            values[arguments[i]] = arguments[i + 1];
        }

        // Without root everything runs as one uid, whatever was asked for.
        int Uid(string name) => Self.Uid != 0 ? Self.Uid
            : int.TryParse(values[name], CultureInfo.InvariantCulture, out var uid) && uid > 0 ? uid
            : throw new FormatException($"{name} must be a number above 0.");
        var options = new LauncherOptions(
            values["--data"] is "" ? "" : Path.GetFullPath(values["--data"]), Path.GetFullPath(values["--runtime"]),
            Uid("--server-uid"), Uid("--raw-uid"), Uid("--first-session-uid"), Uid("--last-session-uid"));
        var special = options.SeparateUids && (IsSessionUid(options.ServerUid) || IsSessionUid(options.RawUid) || options.LastSessionUid < options.FirstSessionUid);
        return special ? throw new FormatException("The range of session uids is empty or holds the server's or the raw side's uid.") : options;

        bool IsSessionUid(int uid) => uid >= options.FirstSessionUid && uid <= options.LastSessionUid;
    }
}
