using System.Globalization;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Limits;

/// <summary>What the session's owner reads when a limit was reached: which one, and what to do.</summary>
internal static class LimitTexts
{
    public const string Memory = "memory";
    public const string Processes = "processes";
    public const string Home = "home";
    public const string Temporary = "temporary";
    public const string Time = "time";

    public static string For(string limit, ResourceProfile profile) => limit switch
    {
        Memory => $"Out of memory: this session may use {SessionLimits.Amount(profile.MemoryBytes)} (resource profile {profile.Name}). "
            + "Work on fewer rows or columns, delete variables that are no longer needed, or start the session with a larger resource profile.",
        Processes => string.Create(CultureInfo.InvariantCulture, $"Too many processes: this session may have {profile.Processes} processes and threads (resource profile {profile.Name}). ")
            + "End programs that a cell has started, use fewer workers, or start the session with a larger resource profile.",
        Home => $"Out of disk: the home folder holds {SessionLimits.Amount(profile.HomeBytes)} in at most {profile.HomeFiles.ToString(CultureInfo.InvariantCulture)} files (resource profile {profile.Name}). "
            + "Delete files that are no longer needed, or start the session with a larger resource profile.",
        Temporary => $"Out of temporary space: /tmp holds {SessionLimits.Amount(profile.TemporaryBytes)} in at most {ResourceProfile.TemporaryFiles.ToString(CultureInfo.InvariantCulture)} files "
            + $"(resource profile {profile.Name}). Delete files there, or write to the home folder.",
        _ => string.Create(CultureInfo.InvariantCulture, $"This session has run for {profile.LongestHours} hours, which is the longest that the resource profile {profile.Name} allows. ")
            + "Start a new session and run the notebook up to here.",
    };

    /// <summary>Which limit an error of a cell speaks of, or null. A kernel writes what it likes, so this only adds a hint.</summary>
    /// <param name="name">The error's name (ename).</param>
    /// <param name="value">The error's text (evalue).</param>
    public static string? Of(string name, string value)
    {
        bool Says(string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
        return name is "MemoryError" or "OutOfMemoryException" || Says("cannot allocate") || Says("out of memory") ? Memory
            : Says("No space left on device") || Says("disk full") ? Home
            : name == "BlockingIOError" || Says("Resource temporarily unavailable") || Says("can't start new thread") || Says("unable to fork") ? Processes
            : null;
    }
}
