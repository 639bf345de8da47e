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

    private readonly string? feed = Environment.GetEnvironmentVariable(FeedVariable) is { Length: > 0 } folder ? folder : null;
    private readonly List<string> added = [];

    public IReadOnlyList<string> Added => added;

    /// <summary>True where the workbench decides and the notebook's own sources are not asked.</summary>
    public bool AreFixed => feed is not null;

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
            ? [new PackageSource(feed, "the workbench")]
            : added.Select(static source => new PackageSource(source)).Concat(PackageSourceProvider.LoadPackageSources(Settings()).Where(static source => source.IsEnabled)).ToList();
        return [.. sources.Select(static source => Repository.Factory.GetCoreV3(source))];
    }

    /// <summary>Where unpacked packages are kept: NuGet's own folder of this user.</summary>
    public static string PackagesFolder() => SettingsUtility.GetGlobalPackagesFolder(Settings());

    // A session has no NuGet configuration of its own, and to make one NuGet would wait for a lock that a sandbox does not give.
    private static ISettings Settings() => Environment.GetEnvironmentVariable(FeedVariable) is { Length: > 0 }
        ? NullSettings.Instance
        : NuGet.Configuration.Settings.LoadDefaultSettings(Directory.GetCurrentDirectory());
}
