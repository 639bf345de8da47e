using System.Globalization;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Limits;

/// <summary>
/// Control groups of version 1: one hierarchy per controller. A controller is used only when this launcher stands at the root
/// of its hierarchy: version 1 knows no delegation, so a group that somebody else made for it is somebody else's.
/// </summary>
internal sealed class LegacyControlGroups : ControlGroups
{
    private const int PeriodMicroseconds = 100_000;
    private readonly IReadOnlyDictionary<string, string> _roots;
    private readonly Ownership _ownership;

    private LegacyControlGroups(IReadOnlyDictionary<string, string> roots, Ownership ownership) => (_roots, _ownership) = (roots, ownership);

    public override bool HoldsMemory => _roots.ContainsKey("memory");

    public override bool HoldsProcesses => _roots.ContainsKey("pids");

    public override bool HoldsProcessors => _roots.ContainsKey("cpu");

    public static LegacyControlGroups? TryFind(IReadOnlyList<Mount> mounts, IReadOnlyDictionary<string, string> own, string name, Ownership ownership)
    {
        var roots = new Dictionary<string, string>();
        foreach (var controller in new[] { "memory", "pids", "cpu" })
        {
            if (own.GetValueOrDefault(controller) == "/"
                && mounts.LastOrDefault(mount => mount.Kind == "cgroup" && mount.Options.Contains(controller)) is { } mount
                && GroupFolder.TryMake(Path.Combine(mount.Point, name)))
            {
                roots[controller] = Path.Combine(mount.Point, name);
            }
        }

        return roots.Count == 0 ? null : new LegacyControlGroups(roots, ownership);
    }

    public override SessionGroups Make(SessionId session, int uid, ResourceProfile profile)
    {
        var join = new List<string>();
        foreach (var (controller, root) in _roots)
        {
            var folder = Path.Combine(root, session.Value);
            GroupFolder.Make(folder);
            foreach (var (file, value, needed) in Settings(controller, profile))
            {
                if (!GroupFolder.TryWrite(folder, file, value) && needed)
                {
                    throw new IOException($"The limit {Path.Combine(folder, file)} could not be set.");
                }
            }

            var members = Path.Combine(folder, GroupFolder.Members);
            _ownership.Give(members, uid, uid, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            join.Add(members);
        }

        return new SessionGroups(Folder("memory"), Folder("pids"), Folder("cpu"), join);

        string? Folder(string controller) => _roots.TryGetValue(controller, out var root) ? Path.Combine(root, session.Value) : null;
    }

    public override IReadOnlyList<string> SupervisorJoin(SessionId session) => [];

    public override IReadOnlyCollection<SessionId> Existing() => [.. _roots.Values.SelectMany(GroupFolder.Sessions).Distinct()];

    public override void Remove(SessionId session)
    {
        foreach (var root in _roots.Values)
        {
            GroupFolder.Remove(Path.Combine(root, session.Value));
        }
    }

    public override void RemoveAll()
    {
        foreach (var root in _roots.Values)
        {
            GroupFolder.Remove(root);
        }
    }

    private static IEnumerable<(string File, string Value, bool Needed)> Settings(string controller, ResourceProfile profile) => controller switch
    {
        "memory" =>
        [
            ("memory.limit_in_bytes", Text(profile.MemoryBytes), true),

            // Memory and swap together; a kernel without swap accounting does not have the file.
            ("memory.memsw.limit_in_bytes", Text(profile.MemoryBytes), false),
        ],
        "pids" => [("pids.max", Text(profile.Processes), true)],
        _ => [("cpu.cfs_period_us", Text(PeriodMicroseconds), true), ("cpu.cfs_quota_us", Text((long)profile.Processors * PeriodMicroseconds), true)],
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
