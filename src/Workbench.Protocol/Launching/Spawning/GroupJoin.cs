namespace Workbench.Protocol.Launching.Spawning;

/// <summary>
/// Starts a program inside control groups: a shell of one fixed line joins them first and then becomes the program, so that no
/// process of it ever runs outside. A group that cannot be joined means that nothing is started.
/// </summary>
public static class GroupJoin
{
    /// <summary>Exit code when a group could not be joined.</summary>
    public const int Failed = 125;

    private const string Script = "while [ \"$1\" != -- ]; do echo 0 >\"$1\" || exit 125; shift; done; shift; exec \"$@\"";

    /// <param name="order">What to start.</param>
    /// <param name="files">cgroup.procs files; none: the order as it is.</param>
    public static SpawnOrder Wrap(SpawnOrder order, IReadOnlyList<string> files) => files.Count == 0
        ? order
        : order with { Program = "/bin/sh", Arguments = ["-c", Script, "join", .. files, "--", order.Program, .. order.Arguments] };
}
