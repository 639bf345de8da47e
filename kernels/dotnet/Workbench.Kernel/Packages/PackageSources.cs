using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace Workbench.Kernel.Packages;

/// <summary>
/// Where packages may come from. In a workbench session that is the one folder that the workbench allows; a kernel that runs alone
/// takes the user's own NuGet configuration and what the notebook adds.
/// </summary>
internal sealed class PackageSources
{
    /// <summary>Names the folder of packages that a session may use.</summary>
    public const string FeedVariable = "WORKBENCH_FEED";

    private const string LocksVariable = "NUGET_SCRATCH";

    private readonly string? feed = Environment.GetEnvironmentVariable(FeedVariable) is { Length: > 0 } folder ? folder : null;
    private readonly List<string> added = [];

    // NuGet names its folder of locks after the user; where the system knows no name, as in a sandbox, it would ask for one for ever.
    static PackageSources()
    {
        try
        {
            _ = Environment.UserName;
        }
        catch (IOException) when (Environment.GetEnvironmentVariable(LocksVariable) is null)
        {
            Environment.SetEnvironmentVariable(LocksVariable, Path.Combine(Path.GetTempPath(), "nuget"));
        }
    }

    public IReadOnlyList<string> Added => added;

    /// <summary>True where the workbench decides and the notebook's own sources are not asked.</summary>
    public bool AreFixed => feed is not null;

    /// <summary>What somebody does about a package that is not there; empty where the notebook's own sources are asked.</summary>
    public string Advice => feed is null ? ""
        : Directory.Exists(feed) ? " Sessions of this workbench take packages from its own folder alone. An administrator adds this one to it, with what it needs: ./workbench packages add FILE.nupkg"
        : " This workbench has no folder of packages for its sessions. An administrator makes one: ./workbench packages add FILE.nupkg, then restart the kernel.";

    /// <returns>False where it was there already.</returns>
    public bool Add(string source)
    {
        if (added.Contains(source, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        added.Add(source);
        return true;
    }

    /// <summary>The names of what is asked, in order.</summary>
    public IReadOnlyList<SourceRepository> Repositories()
    {
        var sources = feed is not null
            ? Directory.Exists(feed) ? [new PackageSource(feed, "the workbench")] : []
            : added.Select(static source => new PackageSource(source)).Concat(PackageSourceProvider.LoadPackageSources(Settings()).Where(static source => source.IsEnabled)).ToList();
        return [.. sources.Select(static source => Repository.Factory.GetCoreV3(source))];
    }

    /// <summary>Where unpacked packages are kept: NuGet's own folder of this user.</summary>
    public static string PackagesFolder() => SettingsUtility.GetGlobalPackagesFolder(Settings());

    // A session has no NuGet configuration of its own.
    private static ISettings Settings() => Environment.GetEnvironmentVariable(FeedVariable) is { Length: > 0 }
        ? NullSettings.Instance
        : NuGet.Configuration.Settings.LoadDefaultSettings(Directory.GetCurrentDirectory());
}
