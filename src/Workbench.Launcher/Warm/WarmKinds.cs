using Workbench.Launcher.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Warm;

/// <summary>What a session of a kernel and profile would be made of now.</summary>
internal sealed class WarmKinds(LauncherOptions options, ResourceProfiles profiles, SandboxCheck check, SupervisorStart supervisors)
{
    /// <summary>Null when no slot can be made of it here: the kernel is not installed, no sandbox was made yet, or slots would share a uid.</summary>
    /// <exception cref="InvalidDataException">The profiles are damaged.</exception>
    public WarmKind? Of(string kernel, string profile) =>
        options.SeparateUids && check.WasReady && KernelSpecs.TryFind(kernel, out var spec) && spec.IsInstalled(options.RuntimeFolder) && profiles.Find(profile) is { } amounts
            ? new WarmKind(kernel, new SessionLimits(amounts, check.Holds), WarmKind.StampOf(spec.FileIn(options.RuntimeFolder), supervisors.Program), supervisors.Packages)
            : null;
}
