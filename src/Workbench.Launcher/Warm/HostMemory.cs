using System.Globalization;

namespace Workbench.Launcher.Warm;

/// <summary>What programs can still get of this host's memory (proc(5), meminfo, MemAvailable), in MiB.</summary>
internal static class HostMemory
{
    public static long AvailableMib() => File.ReadLines("/proc/meminfo")
        .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
        .FirstOrDefault();
}
