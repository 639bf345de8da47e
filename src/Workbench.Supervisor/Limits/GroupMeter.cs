using System.Globalization;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Limits;

/// <summary>
/// Reads what a session's control groups counted, of version 2 and 1 alike: the names differ, the meaning is the same.
/// A group that is not there counts nothing.
/// </summary>
internal sealed class GroupMeter(SessionGroups groups)
{
    /// <summary>Processes that were ended because the session's memory was used up.</summary>
    public long MemoryKills() =>
        Number(groups.Memory, "memory.events", "oom_kill") ?? Number(groups.Memory, "memory.oom_control", "oom_kill") ?? 0;

    /// <summary>Processes that were not started because the session had as many as it may have.</summary>
    public long ProcessRefusals() => Number(groups.Processes, "pids.events", "max") ?? 0;

    /// <summary>The number behind a key in a file of lines "key number"; null when it is not there.</summary>
    private static long? Number(string? folder, string file, string key)
    {
        if (folder is null)
        {
            return null;
        }

        try
        {
            return File.ReadLines(Path.Combine(folder, file))
                .Select(line => line.Split(' '))
                .Where(pair => pair.Length == 2 && pair[0] == key)
                .Select(pair => (long?)long.Parse(pair[1], CultureInfo.InvariantCulture))
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
