namespace Workbench.Protocol.Launching.Spawning;

/// <summary>How a process ended; exactly one is set.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Signal">The signal that ended it.</param>
public readonly record struct ProcessEnd(int? ExitCode, int? Signal)
{
    /// <summary>Exit code as a shell would show it: 128 + signal for a signal.</summary>
    public int ShellCode => ExitCode ?? 128 + Signal!.Value;

    /// <summary>Reads the status word of wait(2).</summary>
    internal static ProcessEnd Of(int status) =>
        (status & 0x7f) == 0 ? new ProcessEnd((status >> 8) & 0xff, null) : new ProcessEnd(null, status & 0x7f);
}
