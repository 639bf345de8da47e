using System.Globalization;

namespace Workbench.Supervisor.Kernels;

/// <summary>How often the operating system has ended a process because memory ran out (/proc/vmstat, oom_kill).</summary>
internal static class MachineMemory
{
    public static long Kills() => File.ReadLines("/proc/vmstat")
        .Where(line => line.StartsWith("oom_kill ", StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan("oom_kill ".Length), CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
