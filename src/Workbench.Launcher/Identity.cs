using System.Globalization;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher;

/// <summary>Starts programs as somebody else, by setpriv(1): no supplementary groups, no capabilities, no way to gain any.</summary>
/// <param name="separateUids">False: programs run as the launcher's own uid.</param>
internal sealed class Identity(bool separateUids)
{
    public SpawnOrder Wrap(string program, IReadOnlyList<string> arguments, int uid, int gid)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
            ["HOME"] = "/nonexistent",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_gcServer"] = "0",
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            environment["DOTNET_ROOT"] = root;
        }

        return separateUids
            ? new SpawnOrder("/usr/bin/setpriv",
            [
                "--reuid", Text(uid), "--regid", Text(gid), "--clear-groups", "--inh-caps", "-all", "--bounding-set", "-all", "--no-new-privs",
                "--", program, .. arguments,
            ], environment)
            : new SpawnOrder(program, arguments, environment);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
