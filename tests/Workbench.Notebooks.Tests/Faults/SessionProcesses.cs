using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Supervisor.Sandbox;

namespace Workbench.Notebooks.Tests.Faults;

/// <summary>The processes of one session on this host.</summary>
internal static class SessionProcesses
{
    public static int Supervisor(SessionInfo session) => Of(session).Single(pid => Name(pid) == "Workbench.Super");

    /// <summary>bwrap's outer process.</summary>
    public static int Sandbox(SessionInfo session) => Of(session).Single(pid => Name(pid) == "bwrap" && ProcessStat.Read(pid)?.Parent == Supervisor(session));

    /// <summary>The first process of the sandbox's pid namespace.</summary>
    public static int Init(SessionInfo session) => Of(session).Single(pid => Name(pid) == "bwrap" && ProcessStat.Read(pid)?.Parent == Sandbox(session));

    public static int Kernel(SessionInfo session) => ProcessTree.Kernel(Sandbox(session))!.Value.Pid;

    /// <summary>Living processes whose command line names the session's folder: supervisor and bwrap.</summary>
    public static IReadOnlyList<int> Of(SessionInfo session) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ProcessStat.Read(pid) is { IsZombie: false } && Text($"/proc/{pid}/cmdline").Contains(session.Folder, StringComparison.Ordinal)),
    ];

    public static long ResidentBytes(int pid) => ProcessStat.Read(pid)!.ResidentPages * Environment.SystemPageSize;

    private static string Name(int pid) => Text($"/proc/{pid}/comm").Trim();

    private static string Text(string path)
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
