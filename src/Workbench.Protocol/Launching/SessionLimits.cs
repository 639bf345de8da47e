using System.Globalization;

namespace Workbench.Protocol.Launching;

/// <summary>What holds the amounts of a profile on this host. False means: advised or per process only.</summary>
/// <param name="Memory">The session's memory is held as a whole, by a control group.</param>
/// <param name="Processes">The number of the session's processes is held, by a control group or by a uid of its own.</param>
/// <param name="Processors">The session's load is held, by a control group.</param>
/// <param name="Home">The home folder has a size of its own.</param>
/// <param name="Temporary">/tmp and /dev/shm hold a limited number of files.</param>
/// <param name="SeparateUids">Every session has a uid of its own.</param>
public sealed record LimitHolds(bool Memory, bool Processes, bool Processors, bool Home, bool Temporary, bool SeparateUids)
{
    /// <summary>Nothing is held but what setrlimit(2) holds.</summary>
    public static LimitHolds None { get; } = new(false, false, false, false, false, false);

    /// <summary>What is not held, one sentence each, for admins and for the session's owner.</summary>
    public IReadOnlyList<string> Notices()
    {
        IEnumerable<string?> all =
        [
            SeparateUids ? null : "All sessions, the server and the raw side share one uid, because the launcher does not run as root: a session is held off the others' files by the sandbox's mounts alone.",
            Memory ? null : "NOT HELD: memory is limited for each process, not for the session as a whole: many processes together can use up this host's memory. A memory control group would hold it (cgroup v2, or Delegate=yes for the launcher's service).",
            Processes ? null : "NOT HELD: the number of processes has no limit for one session: a session can use up this host's processes.",
            Processors ? null : "NOT HELD: processors are advised, not enforced: a session can slow the others down.",
            Home ? null : "NOT HELD: the home folder has no size of its own, only each file has: a session can fill this host's disk.",
            Temporary ? null : "NOT HELD: the number of files in /tmp and /dev/shm has no limit of its own: a session can use up memory with empty files.",
        ];
        return [.. all.OfType<string>()];
    }
}

/// <summary>The limits of one session: amounts, and what of them this host holds.</summary>
public sealed record SessionLimits(ResourceProfile Profile, LimitHolds Holds)
{
    /// <summary>One sentence for each limit, for the session's owner.</summary>
    public IReadOnlyList<string> Sentences() =>
    [
        $"Memory: {Amount(Profile.MemoryBytes)}{(Holds.Memory ? "" : " for each process")}.",
        string.Create(CultureInfo.InvariantCulture, $"Processors: {Profile.Processors}{(Holds.Processors ? "" : " (advised)")}."),
        string.Create(CultureInfo.InvariantCulture, $"Processes and threads: {Profile.Processes}{(Holds.Processes ? "" : " (advised)")}."),
        $"Home folder: {Amount(Profile.HomeBytes)}{(Holds.Home ? "" : " for each file")}. /tmp: {Amount(Profile.TemporaryBytes)}.",
        string.Create(CultureInfo.InvariantCulture, $"Stopped after {Profile.IdleMinutes} minutes without work, and {Profile.LongestHours} hours after its start."),
    ];

    /// <summary>An amount of bytes as people read it, such as 1.5 GiB.</summary>
    public static string Amount(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.#} MiB");
}

/// <summary>The control groups of one session, as its supervisor uses them; all null where the host has none.</summary>
/// <param name="Memory">Folder in which memory is limited and measured.</param>
/// <param name="Processes">Folder in which processes are limited and measured.</param>
/// <param name="Processors">Folder in which load is limited and measured.</param>
/// <param name="Join">Files to which a sandbox's first process writes 0 before anything else, to be in the groups with all its children.</param>
public sealed record SessionGroups(string? Memory, string? Processes, string? Processors, IReadOnlyList<string> Join)
{
    public static SessionGroups None { get; } = new(null, null, null, []);
}

/// <summary>What the launcher hands to a supervisor.</summary>
public sealed record SupervisorLimits(SessionLimits Limits, SessionGroups Groups);
