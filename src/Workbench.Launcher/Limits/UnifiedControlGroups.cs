using System.Globalization;
using System.Runtime.InteropServices;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Limits;

/// <summary>
/// Control groups of version 2. INSTALLATION/SESSION/kernel carries the limits; INSTALLATION/SESSION/supervisor stands beside it,
/// because a process may be moved only by somebody who may write to both groups' common parent.
/// (Linux, Documentation/admin-guide/cgroup-v2.rst, "Delegation".)
/// </summary>
internal sealed class UnifiedControlGroups : ControlGroups
{
    private const string Control = "cgroup.subtree_control";

    /// <summary>A supervisor holds one message of at most 64 MiB per channel at a time; this is far above it.</summary>
    private const long SupervisorBytes = 1L << 30;

    private static readonly string[] Wanted = ["memory", "pids", "cpu"];

    private readonly string _root;
    private readonly HashSet<string> _held;
    private readonly Ownership _ownership;

    private UnifiedControlGroups(string root, HashSet<string> held, Ownership ownership) => (_root, _held, _ownership) = (root, held, ownership);

    public override bool HoldsMemory => _held.Contains("memory");

    public override bool HoldsProcesses => _held.Contains("pids");

    public override bool HoldsProcessors => _held.Contains("cpu");

    public static UnifiedControlGroups? TryFind(IReadOnlyList<Mount> mounts, IReadOnlyDictionary<string, string> own, string name, Ownership ownership)
    {
        if (mounts.LastOrDefault(mount => mount.Kind == "cgroup2") is not { } mount || own.GetValueOrDefault("") is not { } path)
        {
            return null;
        }

        var mine = Path.Join(mount.Point, path);
        var delegated = path != "/" && IsDelegated(mine);
        if (delegated)
        {
            // A group that hands controllers on may have no members of its own, so the launcher moves one step down.
            var leaf = Path.Combine(mine, "launcher");
            _ = GroupFolder.TryMake(leaf) && GroupFolder.TryWrite(leaf, GroupFolder.Members, "0");
        }

        var parent = delegated ? mine : mount.Point;
        var root = Path.Combine(parent, name);
        Enable(parent);
        if (!GroupFolder.TryMake(root))
        {
            return null;
        }

        Enable(root);
        var held = Enabled(root);
        if (held.Count > 0)
        {
            return new UnifiedControlGroups(root, held, ownership);
        }

        GroupFolder.Remove(root);
        return null;
    }

    public override SessionGroups Make(SessionId session, int uid, ResourceProfile profile)
    {
        var folder = Path.Combine(_root, session.Value);
        var (kernel, supervisor) = (Path.Combine(folder, "kernel"), Path.Combine(folder, "supervisor"));
        GroupFolder.Make(folder);
        Enable(folder);
        GroupFolder.Make(kernel);
        GroupFolder.Make(supervisor);
        if (HoldsMemory)
        {
            GroupFolder.Write(kernel, "memory.max", Text(profile.MemoryBytes));
            GroupFolder.Write(supervisor, "memory.max", Text(SupervisorBytes));

            // One process of a group that is out of memory takes the whole sandbox with it: half a kernel helps nobody.
            GroupFolder.Write(kernel, "memory.oom.group", "1");
            _ = GroupFolder.TryWrite(kernel, "memory.swap.max", "0");
        }

        if (HoldsProcesses)
        {
            GroupFolder.Write(kernel, "pids.max", Text(profile.Processes));
        }

        if (HoldsProcessors)
        {
            GroupFolder.Write(kernel, "cpu.max", Text(profile.Processors * 100_000L) + " 100000");
        }

        foreach (var group in new[] { folder, kernel })
        {
            _ownership.Give(Path.Combine(group, GroupFolder.Members), uid, uid,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        return new SessionGroups(
            HoldsMemory ? kernel : null, HoldsProcesses ? kernel : null, HoldsProcessors ? kernel : null, [Path.Combine(kernel, GroupFolder.Members)]);
    }

    public override IReadOnlyList<string> SupervisorJoin(SessionId session) => [Path.Combine(_root, session.Value, "supervisor", GroupFolder.Members)];

    public override IReadOnlyCollection<SessionId> Existing() => GroupFolder.Sessions(_root);

    public override void Remove(SessionId session) => GroupFolder.Remove(Path.Combine(_root, session.Value));

    public override void RemoveAll() => GroupFolder.Remove(_root);

    private static void Enable(string folder)
    {
        foreach (var controller in Wanted)
        {
            _ = GroupFolder.TryWrite(folder, Control, "+" + controller);
        }
    }

    private static HashSet<string> Enabled(string folder) =>
        [.. File.ReadAllText(Path.Combine(folder, Control)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Intersect(Wanted)];

    /// <summary>
    /// True when the group was handed over: systemd marks it (Delegate=yes sets user.delegate or trusted.delegate to 1), and
    /// without root being allowed to write to it says the same.
    /// </summary>
    private static bool IsDelegated(string folder)
    {
        var value = new byte[8];
        return (Self.Uid != 0 && GroupFolder.TryWrite(folder, Control, ""))
            || new[] { "user.delegate", "trusted.delegate" }.Any(name => GetAttribute(folder, name, value, (nuint)value.Length) == 1 && value[0] == '1');
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "getxattr", SetLastError = true)]
    private static extern nint GetAttribute(string path, string name, byte[] value, nuint size);
}
