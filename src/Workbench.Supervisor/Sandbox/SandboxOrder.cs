using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Sandbox;

/// <summary>Everything that decides what one sandbox looks like.</summary>
/// <param name="SessionFolder">Holds home, run and broker.</param>
/// <param name="ProgramFolder">Host folder that becomes /opt/kernel, or null.</param>
/// <param name="PythonFolder">Host folder that becomes /opt/python, or null.</param>
/// <param name="PackagesFolder">Host folder that becomes /opt/packages, or null.</param>
/// <param name="DotnetRoot">Host folder of the .NET runtime, or null when there is none to share.</param>
/// <param name="Command">Program inside the sandbox and its arguments.</param>
/// <param name="Environment">Variables of the kernel spec.</param>
/// <param name="Limits">Limits, and the control groups that hold them.</param>
/// <param name="LimitProcesses">
/// False where sessions share a uid: the limit counts every process of the uid and would hit bystanders.
/// </param>
internal sealed record SandboxOrder(
    string SessionFolder, string? ProgramFolder, string? PythonFolder, string? PackagesFolder, string? DotnetRoot, IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment, SupervisorLimits Limits, bool LimitProcesses)
{
    /// <summary>Host folder that becomes /opt/r, or null.</summary>
    public string? RFolder { get; init; }

    public ResourceProfile Profile => Limits.Limits.Profile;
}
