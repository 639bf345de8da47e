using System.Globalization;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;

namespace Workbench.Supervisor.Kernels;

/// <summary>Puts the end of a kernel process into words for the person whose session it was.</summary>
internal static class KernelEnds
{
    private const int Abort = 6;
    private const int Kill = 9;
    private const string KeptAndNext = "Outputs up to now are kept; variables are lost. Restart the kernel to go on.";

    private static readonly string[] OutOfMemoryTexts = ["Out of memory", "OutOfMemoryException", "MemoryError", "std::bad_alloc", "Cannot allocate memory"];

    /// <param name="end">What wait(2) said of bwrap.</param>
    /// <param name="output">The last bytes of the kernel's standard output and error.</param>
    /// <param name="machineRanOutOfMemory">True when the operating system ended some process for memory meanwhile.</param>
    /// <param name="sessionOutOfMemory">What to tell when the session's own control group says that its memory was used up; else null.</param>
    public static KernelEnd Describe(ProcessEnd end, string output, bool machineRanOutOfMemory, string? sessionOutOfMemory = null)
    {
        if (sessionOutOfMemory is not null)
        {
            return new KernelEnd(KernelEndReason.OutOfMemory, null, Kill, $"The kernel was ended. {sessionOutOfMemory} {KeptAndNext}", output);
        }

        // bwrap reports a kernel that a signal ended as exit code 128 + signal.
        var signal = end.Signal ?? (end.ExitCode is > 128 and < 128 + 65 ? end.ExitCode - 128 : null);
        if ((signal == Kill && machineRanOutOfMemory) || (signal is Abort or null && OutOfMemoryTexts.Any(output.Contains)))
        {
            return new KernelEnd(KernelEndReason.ProbablyOutOfMemory, signal is null ? end.ExitCode : null, signal,
                "The kernel ended, probably because it ran out of memory. Work on fewer rows or columns, or ask for a larger resource profile. " + KeptAndNext, output);
        }

        return signal is { } number
            ? new KernelEnd(KernelEndReason.Killed, null, number, string.Create(CultureInfo.InvariantCulture, $"The kernel was ended by signal {number} ({Name(number)}). {KeptAndNext}"), output)
            : new KernelEnd(KernelEndReason.Exited, end.ExitCode, null, string.Create(CultureInfo.InvariantCulture, $"The kernel ended itself with exit code {end.ExitCode}. {KeptAndNext}"), output);
    }

    public static KernelEnd NotStarted(string why, string output) =>
        new(KernelEndReason.NotStarted, null, null, $"The kernel did not start: {why} Try again; if it stays so, tell the administrator.", output);

    public static KernelEnd BrokeProtocol(string why, string output) =>
        new(KernelEndReason.BrokeProtocol, null, null, $"The kernel was ended because {why} {KeptAndNext}", output);

    public static KernelEnd Stopped(string why) => new(KernelEndReason.Stopped, null, null, $"{why} {KeptAndNext}", "");

    public static KernelEnd TimeUsedUp(string text) => new(KernelEndReason.TimeUsedUp, null, null, text, "");

    private static string Name(int signal) => signal switch
    {
        4 => "SIGILL",
        Abort => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        Kill => "SIGKILL",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        24 => "SIGXCPU, processor time used up",
        25 => "SIGXFSZ, a file grew too large",
        31 => "SIGSYS, a forbidden system call",
        _ => "see signal(7)",
    };
}
