using System.Globalization;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>The command that starts a supervisor. Its arguments are names from fixed lists and paths that the launcher made itself.</summary>
internal sealed class SupervisorStart(LauncherOptions options, Identity identity)
{
    public string Program => Path.Combine(options.RuntimeFolder, "supervisor", "Workbench.Supervisor");

    public SpawnOrder ForSession(StartSessionOrder order, string folder, int uid) =>
        Order(folder, uid, order.ResourceProfile, "--try", "false", "--spec", order.KernelSpec) with { NewSession = true };

    /// <summary>Only makes a sandbox and says how that went.</summary>
    public SpawnOrder ForTrial(string folder, int uid) => Order(folder, uid, ResourceProfile.All[0].Name, "--try", "true");

    private SpawnOrder Order(string folder, int uid, string profile, params string[] more) => identity.Wrap(
        Program,
        [
            "--session", folder, "--runtime", options.RuntimeFolder, "--profile", profile,
            "--server-uid", options.ServerUid.ToString(CultureInfo.InvariantCulture), "--shared-uid", options.SeparateUids ? "false" : "true", .. more,
        ],
        uid, uid);
}
