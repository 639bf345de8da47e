using System.Globalization;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>The part of /proc/PID/stat that decisions need (proc(5)).</summary>
/// <param name="Pid">Process id.</param>
/// <param name="State">R, S, D, Z, …</param>
/// <param name="Parent">Parent's process id.</param>
/// <param name="Group">Process group.</param>
/// <param name="StartTicks">Start time since boot in clock ticks; with the pid it names a process for good.</param>
/// <param name="ResidentPages">Pages in memory.</param>
public sealed record ProcessStat(int Pid, char State, int Parent, int Group, long StartTicks, long ResidentPages)
{
    /// <summary>True when the process has ended and only waits to be asked how.</summary>
    public bool IsZombie => State is 'Z' or 'X';

    /// <summary>The process as it is now, or null when there is none.</summary>
    public static ProcessStat? Read(int pid)
    {
        try
        {
            return Parse(pid, File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The second field is the program's name in parentheses and may hold anything, parentheses and spaces too.
    internal static ProcessStat Parse(int pid, string text)
    {
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(pid, fields[0][0], (int)Number(1), (int)Number(2), Number(19), Number(21));

        long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
