using System.Globalization;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Supervisor.Sandbox;

/// <summary>
/// The processes below bwrap, read from the host's /proc. bwrap's outer process has one child, the first process of the pid
/// namespace, whose first child is the kernel.
/// </summary>
internal static class ProcessTree
{
    /// <summary>Host pid and process group of the kernel process, or null while it is not there.</summary>
    public static (int Pid, int Group)? Kernel(int sandbox)
    {
        var parents = Snapshot();
        return parents[sandbox].FirstOrDefault() is { Pid: > 0 } first && parents[first.Pid].FirstOrDefault() is { Pid: > 0 } kernel
            ? (kernel.Pid, kernel.Group)
            : null;
    }

    /// <summary>Resident bytes and number of the processes below <paramref name="sandbox"/>.</summary>
    public static (long Bytes, int Count) Use(int sandbox)
    {
        var parents = Snapshot();
        var (bytes, count) = (0L, 0);
        var open = new Queue<ProcessStat>(parents[sandbox]);
        while (open.TryDequeue(out var process))
        {
            count++;
            bytes += process.ResidentPages * Environment.SystemPageSize;
            foreach (var child in parents[process.Pid])
            {
                open.Enqueue(child);
            }
        }

        return (bytes, count);
    }

    /// <summary>All processes of the host by parent, oldest first. (/proc/PID/children is not in every kernel.)</summary>
    private static ILookup<int, ProcessStat> Snapshot() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), CultureInfo.InvariantCulture, out var pid) ? ProcessStat.Read(pid) : null)
        .Where(stat => stat is not null)
        .OrderBy(stat => stat!.StartTicks)
        .ToLookup(stat => stat!.Parent, stat => stat!);
}
