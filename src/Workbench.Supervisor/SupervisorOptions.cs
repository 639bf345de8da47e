using System.Globalization;
using System.Text.Json;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor;

/// <summary>What the launcher tells a supervisor on its command line.</summary>
/// <param name="SessionFolder">The session's folder; empty when only a sandbox is tried.</param>
/// <param name="RuntimeFolder">DATA/runtime.</param>
/// <param name="PackagesFolder">Packages that notebooks may add, or null when there is no such folder.</param>
/// <param name="ServerUid">Uid that may use the link, besides root and the session's own.</param>
/// <param name="Limits">What the session may use, and its control groups.</param>
/// <param name="SharedUid">True when all sessions run as one uid.</param>
/// <param name="TryOnly">True: make a sandbox, run true(1) in it, say how that went, and end.</param>
/// <param name="Warm">True: a slot of the warm pool, which is nobody's until the launcher claims it.</param>
internal sealed record SupervisorOptions(
    string SessionFolder, string RuntimeFolder, string? PackagesFolder, KernelSpec? Spec, SupervisorLimits Limits, int ServerUid, bool SharedUid, bool TryOnly, bool Warm)
{
    /// <exception cref="FormatException">An argument is missing or unknown.</exception>
    public static SupervisorOptions Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            values[arguments[i]] = arguments[i + 1];
        }

        var tryOnly = Required("--try") == "true";
        KernelSpec? spec = null;
        if (!tryOnly && !KernelSpecs.TryFind(Required("--spec"), out spec))
        {
            throw new FormatException("Unknown kernel spec.");
        }

        var limits = JsonSerializer.Deserialize(Required("--limits"), LauncherJson.Default.SupervisorLimits) ?? throw new FormatException("--limits is empty.");
        return new SupervisorOptions(
            Required("--session"), Required("--runtime"), Required("--packages") is { Length: > 0 } packages ? packages : null, spec, limits, int.Parse(Required("--server-uid"), CultureInfo.InvariantCulture),
            Required("--shared-uid") == "true", tryOnly, values.GetValueOrDefault("--warm") == "true");

        string Required(string name) => values.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing.");
    }
}
