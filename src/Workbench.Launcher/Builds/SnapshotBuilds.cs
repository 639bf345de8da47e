using System.Collections.Concurrent;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Builds;

/// <summary>Runs Deidentify for one order at a time each, as the raw side's uid, which alone can read the raw store.</summary>
internal sealed class SnapshotBuilds(LauncherOptions options, Identity identity)
{
    private const int LongestOrderId = 80;
    private readonly ConcurrentDictionary<string, bool> _running = new();

    private string Program => Path.Combine(options.RuntimeFolder, "deidentify", "Workbench.Deidentify");

    /// <summary>Answers when the run has ended.</summary>
    public async Task<LauncherReply> BuildAsync(string? order)
    {
        if (order is not { Length: > 0 and <= LongestOrderId } || !char.IsAsciiLetter(order[0]) || !order.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return Refuse(LauncherRefusals.OrderInvalid, "An order's id begins with a letter and holds letters, digits, '-' and '_' only.");
        }

        if (!File.Exists(Program))
        {
            return Refuse(LauncherRefusals.DeidentifyMissing, $"{Program} is missing. ./workbench up builds and installs it.");
        }

        if (!_running.TryAdd(order, true))
        {
            return Refuse(LauncherRefusals.OrderRunning, "This order is being built already.");
        }

        try
        {
            return new LauncherReply(Built: await RunAsync(order).ConfigureAwait(false));
        }
        finally
        {
            _running.TryRemove(order, out _);
        }
    }

    private async Task<BuildResult> RunAsync(string order)
    {
        // The group is the server's: both sides write the governance database.
        var tail = new OutputTail();
        var pid = ChildProcess.Spawn(
            identity.Wrap(Program, ["build", order, "--data", options.DataFolder], options.RawUid, options.ServerUid) with { OutputDescriptor = tail.Descriptor });
        tail.Start();
        var end = await Task.Factory.StartNew(() => ChildProcess.Wait(pid), TaskCreationOptions.LongRunning).ConfigureAwait(false);
        await tail.Closed.ConfigureAwait(false);
        return new BuildResult(end.ShellCode, tail.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault());
    }

    private static LauncherReply Refuse(string code, string message) => new(new LauncherRefusal(code, message));
}
