using System.Globalization;
using System.Runtime.InteropServices;

namespace Workbench.Launcher.Warm;

/// <summary>Gives the threads of a uid the ordinary scheduling policy, after they came up at the lowest one (sched_setscheduler(2)).</summary>
internal static class Scheduling
{
    private const int Other = 0;

    /// <summary>Threads that are made meanwhile inherit what their maker has, so it is repeated until all are seen to be ordinary.</summary>
    /// <param name="processes">The processes, as they are when asked.</param>
    /// <returns>False when some are still not after a few rounds.</returns>
    public static bool MakeOrdinary(Func<IEnumerable<int>> processes)
    {
        for (var round = 0; round < 10; round++)
        {
            var low = processes().SelectMany(Threads).Where(thread => GetScheduler(thread) is > Other).ToArray();
            if (low.Length == 0)
            {
                return true;
            }

            foreach (var thread in low)
            {
                _ = SetScheduler(thread, Other, [0]);
            }
        }

        return false;
    }

    private static IEnumerable<int> Threads(int pid)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task").Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    [DllImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static extern int SetScheduler(int thread, int policy, int[] priority);

    [DllImport("libc", EntryPoint = "sched_getscheduler", SetLastError = true)]
    private static extern int GetScheduler(int thread);
}
