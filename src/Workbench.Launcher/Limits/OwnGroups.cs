namespace Workbench.Launcher.Limits;

/// <summary>Where this process stands in the hierarchies of control groups (/proc/self/cgroup, cgroups(7)).</summary>
internal static class OwnGroups
{
    /// <summary>Path by controller of version 1; the empty name is version 2.</summary>
    public static IReadOnlyDictionary<string, string> Read() => Parse(File.ReadLines("/proc/self/cgroup"));

    internal static Dictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var groups = new Dictionary<string, string>();
        foreach (var parts in lines.Select(line => line.Split(':', 3)))
        {
            foreach (var controller in parts[1].Split(','))
            {
                groups[controller] = parts[2];
            }
        }

        return groups;
    }
}
