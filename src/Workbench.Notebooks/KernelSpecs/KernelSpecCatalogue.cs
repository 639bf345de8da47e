using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.KernelSpecs;

/// <summary>The kernels of this installation, for those who list and choose them.</summary>
/// <param name="runtimeFolder">Folder of the published programs (DATA/runtime).</param>
public sealed class KernelSpecCatalogue(string runtimeFolder)
{
    /// <summary>Specs whose program is there, the preferred one first.</summary>
    public IReadOnlyList<KernelSpec> Installed => [.. Protocol.Launching.KernelSpecs.All.Where(spec => spec.IsInstalled(runtimeFolder))];

    /// <summary>Name of the spec that a new notebook gets; null when no kernel is installed.</summary>
    public string? Default => Installed.FirstOrDefault()?.Name;

    /// <summary>The installed spec of this name, or null.</summary>
    public KernelSpec? Find(string name) => Installed.FirstOrDefault(spec => spec.Name == name);
}
