using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Sandbox;

/// <summary>Makes a real sandbox with everything a kernel's has and runs true(1) in it. The exit code tells the launcher how it went.</summary>
internal static class SandboxTrial
{
    public static async Task<int> RunAsync(SandboxProcess sandboxes, SupervisorOptions options)
    {
        if (!File.Exists(SandboxArguments.Bubblewrap))
        {
            Console.Error.WriteLine("bubblewrap is missing");
            return SandboxTrialExit.BubblewrapMissing;
        }

        var order = new SandboxOrder(
            options.SessionFolder, null, null, options.PackagesFolder, DotnetRoot.Find(), ["/usr/bin/true"], new Dictionary<string, string>(), options.Limits, !options.SharedUid);
        var sandbox = await sandboxes.StartAsync(order).ConfigureAwait(false);
        var end = await sandbox.Ended.ConfigureAwait(false);
        if (end.ShellCode == 0)
        {
            return 0;
        }

        await sandbox.Output.Closed.ConfigureAwait(false);
        var said = sandbox.Output.Text.Trim();
        Console.Error.WriteLine(said);

        // bwrap's own words when the host does not let it make user namespaces.
        return said.Contains("namespace", StringComparison.OrdinalIgnoreCase) || said.Contains("uid map", StringComparison.OrdinalIgnoreCase)
            ? SandboxTrialExit.NamespacesForbidden
            : SandboxTrialExit.Failed;
    }
}
