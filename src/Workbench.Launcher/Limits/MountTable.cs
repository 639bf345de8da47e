using System.Runtime.InteropServices;

namespace Workbench.Launcher.Limits;

/// <summary>One line of /proc/self/mountinfo (proc(5)).</summary>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Kind">File system.</param>
/// <param name="Options">Options of the file system; for cgroup v1 its controllers are among them.</param>
internal sealed record Mount(string Point, string Kind, IReadOnlyList<string> Options)
{
    /// <summary>All mounts, in the order in which they were made.</summary>
    public static IReadOnlyList<Mount> All() => [.. File.ReadLines("/proc/self/mountinfo").Select(Parse)];

    /// <summary>Mounts on or below a folder, the innermost last.</summary>
    public static IEnumerable<Mount> Below(string folder)
    {
        // The table has real paths; the data folder may have been named by way of a link.
        var real = RealPath(folder) is var found && found != IntPtr.Zero ? Marshal.PtrToStringUTF8(found)! : folder;
        Marshal.FreeHGlobal(found);
        return All().Where(mount => mount.Point == real || mount.Point.StartsWith(real + "/", StringComparison.Ordinal));
    }

    internal static Mount Parse(string line)
    {
        var parts = line.Split(" - ", 2);
        var behind = parts[1].Split(' ');

        // Spaces in paths stand as \040; paths of ours have none, and others' only have to stay different.
        return new Mount(parts[0].Split(' ')[4].Replace(@"\040", " ", StringComparison.Ordinal), behind[0], behind[^1].Split(','));
    }

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true)]
    private static extern IntPtr RealPath(string path, IntPtr buffer = default);
}
