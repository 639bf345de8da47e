using Workbench.Notebooks.Sessions;

namespace Workbench.Notebooks.Tests.Limits;

/// <summary>Everything that a session has on this host besides processes: control groups, mounts, loop devices, claims, folders.</summary>
internal static class Leftovers
{
    public static IReadOnlyList<string> Of(SessionInfo session) =>
    [
        .. Groups(session.Id.Value),
        .. File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains(session.Id.Value, StringComparison.Ordinal)),
        .. Loops(session.Id.Value),
        .. Claims(session.Id.Value),
        .. Directory.Exists(session.Folder) ? [session.Folder] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Groups(string name) => !Directory.Exists("/sys/fs/cgroup") ? [] :
        from hierarchy in Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup")
        from installation in Directory.EnumerateDirectories(hierarchy, "workbench-*")
        let folder = Path.Combine(installation, name)
        where Directory.Exists(folder)
        select folder;

    private static IEnumerable<string> Loops(string name) => !Directory.Exists("/sys/block") ? [] :
        from device in Directory.EnumerateDirectories("/sys/block", "loop*")
        let file = Path.Combine(device, "loop", "backing_file")
        where File.Exists(file) && ReadOrNothing(file).Contains(name, StringComparison.Ordinal)
        select file;

    private static IEnumerable<string> Claims(string name) => Directory.Exists("/run/workbench-uids")
        ? Directory.EnumerateFiles("/run/workbench-uids").Where(path => ReadOrNothing(path).Contains(name, StringComparison.Ordinal))
        : [];

    private static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
