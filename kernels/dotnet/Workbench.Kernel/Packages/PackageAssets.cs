using NuGet.Frameworks;
using NuGet.Packaging;

namespace Workbench.Kernel.Packages;

/// <summary>What of an unpacked package is used here: assemblies, and folders of native libraries.</summary>
internal sealed record PackageAssets(IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeFolders, bool HasExtension)
{
    // From this machine to the most general, as NuGet's runtime graph orders them.
    private static readonly string[] Runtimes = ["linux-x64", "linux", "unix-x64", "unix", "any"];

    /// <exception cref="PackageProblem">The package has assemblies, but none for this platform.</exception>
    public static PackageAssets Of(ResolvedPackage package)
    {
        using var reader = new PackageFolderReader(package.Folder);
        var files = Of(reader.GetLibItems().ToList(), package);
        foreach (var runtime in Runtimes.Reverse())
        {
            // An assembly for this machine takes the place of the general one of the same name.
            foreach (var specific in Of(reader.GetItems($"runtimes/{runtime}/lib").ToList(), package))
            {
                files.RemoveAll(file => Path.GetFileName(file) == Path.GetFileName(specific));
                files.Add(specific);
            }
        }

        var native = Runtimes.Select(runtime => Path.Combine(package.Folder, "runtimes", runtime, "native")).Where(Directory.Exists).ToList();
        var extension = Directory.Exists(Path.Combine(package.Folder, "interactive-extensions"));
        return new PackageAssets([.. files.Select(file => Path.Combine(package.Folder, file))], native, extension);
    }

    private static List<string> Of(List<FrameworkSpecificGroup> groups, ResolvedPackage package)
    {
        var filled = groups.Where(static group => group.Items.Any(IsAssembly)).ToList();
        if (filled.Count == 0)
        {
            return [];
        }

        // A folder with nothing but "_._" in it says on purpose that there is nothing for its framework.
        var nearest = new FrameworkReducer().GetNearest(PackageResolver.Framework, groups.Select(static group => group.TargetFramework))
            ?? throw new PackageProblem(
                PackageProblem.Incompatible,
                $"Package {package.Identity} is not compatible with {PackageResolver.Framework.GetShortFolderName()}. It supports: {string.Join(", ", filled.Select(static group => group.TargetFramework.GetShortFolderName()))}");
        return [.. groups.First(group => group.TargetFramework.Equals(nearest)).Items.Where(IsAssembly)];
    }

    private static bool IsAssembly(string file) => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !file.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase);
}
