using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Workbench.Benchmarks.Deidentification;

/// <summary>One run of a program bound to one core or to none.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="PeakMebibytes">The most resident memory that was seen.</param>
internal sealed record MeasuredRun(double Seconds, double PeakMebibytes)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs a shell line on one core, or on all without one; null when one of its programs is missing or fails.</summary>
    public static MeasuredRun? Of(string line, int? core)
    {
        var watch = Stopwatch.StartNew();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(
                core is null ? "sh" : "taskset",
                core is { } one ? ["-c", one.ToString(CultureInfo.InvariantCulture), "sh", "-c", "exec " + line] : ["-c", "exec " + line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            var peak = 0L;
            while (!process.WaitForExit(Poll))
            {
                peak = Math.Max(peak, PeakBytes(process.Id));
            }

            return process.ExitCode == 0 ? new MeasuredRun(watch.Elapsed.TotalSeconds, peak / 1048576.0) : null;
        }
    }

    private static long PeakBytes(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[6..^3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
