using NuGet.Packaging.Core;

namespace Workbench.Kernel.Packages;

/// <summary>A package with the version that was chosen for it.</summary>
/// <param name="Folder">Where it lies unpacked.</param>
/// <param name="PinnedBy">Who asked for at least this version: the notebook, or another package.</param>
internal sealed record ResolvedPackage(PackageIdentity Identity, string Folder, string PinnedBy);
