using System.Globalization;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>Finds and ends processes by uid or by ancestor.</summary>
internal static class UidProcesses
{
    private const int Kill = 9;

    /// <summary>Living processes that run as one of these uids, by real, effective, saved or file-system uid.</summary>
    public static ILookup<int, int> ByUid() => Pids()
        .Where(pid => ProcessStat.Read(pid) is { IsZombie: false })
        .SelectMany(pid => Uids(pid).Select(uid => (uid, pid)))
        .ToLookup(pair => pair.uid, pair => pair.pid);

    /// <summary>Ends every process of a uid and waits until none is left.</summary>
    public static async Task EndAllAsync(int uid, CancellationToken cancellation)
    {
        while (ByUid()[uid].ToArray() is { Length: > 0 } living)
        {
            foreach (var pid in living)
            {
                ChildProcess.Signal(pid, Kill);
                _ = ChildProcess.TryWait(pid);
            }

            await Task.Delay(10, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a process and waits until it and everything that came from it is gone. For launchers that share one uid.</summary>
    public static async Task EndTreeAsync(int root, CancellationToken cancellation)
    {
        var parents = Pids().Select(ProcessStat.Read).Where(stat => stat is not null).ToLookup(stat => stat!.Parent, stat => stat!);
        var tree = new List<ProcessStat>(ProcessStat.Read(root) is { } top ? [top] : []);
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(parents[tree[i].Pid]);
        }

        while (tree.Any(IsThere))
        {
            foreach (var stat in tree.Where(IsThere))
            {
                ChildProcess.Signal(stat.Pid, Kill);
                _ = ChildProcess.TryWait(stat.Pid);
            }

            await Task.Delay(10, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsThere(ProcessStat stat) =>
        ProcessStat.Read(stat.Pid) is { IsZombie: false } now && now.StartTicks == stat.StartTicks;

    private static IEnumerable<int> Pids() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 1);

    private static IEnumerable<int> Uids(int pid)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/status")
                .First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
                .Split('\t')[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Distinct().ToArray();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
