using System.Globalization;
using System.Text.Json;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>The command that starts a supervisor. Its arguments are names from fixed lists and paths that the launcher made itself.</summary>
internal sealed class SupervisorStart(LauncherOptions options, Identity identity, PackagesFolder packages)
{
    public string Program => Path.Combine(options.RuntimeFolder, "supervisor", "Workbench.Supervisor");

    /// <summary>Which folder of packages a session gets: path and birth, so that another folder in its place is another; null: none.</summary>
    public string? Packages => packages.Usable is { } folder
        ? string.Create(CultureInfo.InvariantCulture, $"{folder} {Directory.GetCreationTimeUtc(folder).Ticks}")
        : null;

    /// <param name="order">What was asked for.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="uid">The session's uid.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="join">Control groups of the supervisor itself.</param>
    public SpawnOrder ForSession(StartSessionOrder order, string folder, int uid, SupervisorLimits limits, IReadOnlyList<string> join) =>
        Order(folder, uid, limits, join, "--try", "false", "--spec", order.KernelSpec) with { NewSession = true };

    /// <summary>A slot of the warm pool: it comes up only with what nobody else needs of the processors (sched(7), SCHED_IDLE).</summary>
    public SpawnOrder ForSlot(StartSessionOrder order, string folder, int uid, SupervisorLimits limits, IReadOnlyList<string> join)
    {
        var supervisor = Order(folder, uid, limits, join, "--try", "false", "--spec", order.KernelSpec, "--warm", "true");
        return supervisor with { Program = "/usr/bin/chrt", Arguments = ["--idle", "0", supervisor.Program, .. supervisor.Arguments], NewSession = true };
    }

    /// <summary>Only makes a sandbox and says how that went.</summary>
    public SpawnOrder ForTrial(string folder, int uid, SupervisorLimits limits, IReadOnlyList<string> join) =>
        Order(folder, uid, limits, join, "--try", "true");

    private SpawnOrder Order(string folder, int uid, SupervisorLimits limits, IReadOnlyList<string> join, params string[] more) => GroupJoin.Wrap(
        identity.Wrap(
            Program,
            [
                "--session", folder, "--runtime", options.RuntimeFolder, "--packages", packages.Usable ?? "",
                "--limits", JsonSerializer.Serialize(limits, LauncherJson.Default.SupervisorLimits),
                "--server-uid", options.ServerUid.ToString(CultureInfo.InvariantCulture), "--shared-uid", options.SeparateUids ? "false" : "true", .. more,
            ],
            uid, uid),
        join);
}
