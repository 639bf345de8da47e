using System.Globalization;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Memory of processes of this host, from /proc. Pss counts a page that several processes share once, divided among them (proc(5), smaps_rollup).</summary>
internal static class HostProcesses
{
    private const double KibibytesPerMebibyte = 1024;

    /// <summary>Pids whose command line contains a text.</summary>
    public static IReadOnlyList<int> Naming(string text) =>
        [.. All().Where(pid => Text($"/proc/{pid}/cmdline").Contains(text, StringComparison.Ordinal))];

    /// <summary>A process and everything below it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var children = All().ToLookup(ParentOf);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    /// <summary>True while the process runs only when nobody else wants to (policy SCHED_IDLE, the 41st number of /proc/PID/stat).</summary>
    public static bool IsLow(int pid)
    {
        const int idle = 5;
        var stat = Text($"/proc/{pid}/stat");
        return stat.LastIndexOf(')') is var end and > 0 && int.Parse(stat[(end + 2)..].Split(' ')[38], CultureInfo.InvariantCulture) == idle;
    }

    public static string NameOf(int pid) => Text($"/proc/{pid}/comm").Trim();

    /// <summary>In MiB.</summary>
    public static double Pss(IEnumerable<int> pids) => pids.Sum(pid => Kibibytes($"/proc/{pid}/smaps_rollup", "Pss:")) / KibibytesPerMebibyte;

    /// <summary>In MiB.</summary>
    public static double Resident(int pid) => Kibibytes($"/proc/{pid}/status", "VmRSS:") / KibibytesPerMebibyte;

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0);

    // /proc/PID/stat: the name in parentheses may hold anything, the parent is the second word behind it.
    private static int ParentOf(int pid)
    {
        var stat = Text($"/proc/{pid}/stat");
        return stat.LastIndexOf(')') is var end and > 0 ? int.Parse(stat[(end + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
    }

    private static double Kibibytes(string path, string key) => Text(path).Split('\n')
        .Where(line => line.StartsWith(key, StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
