using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Workbench.Kernel.Packages;

/// <summary>Asks the allowed sources for versions, dependencies and packages, each thing once.</summary>
/// <param name="sources">Where to ask, in order.</param>
/// <param name="advice">What to say behind "it is not there".</param>
/// <param name="packagesFolder">Where packages are unpacked.</param>
/// <param name="cancellation">Ends the asking.</param>
internal sealed class PackageFeed(IReadOnlyList<SourceRepository> sources, string advice, string packagesFolder, CancellationToken cancellation) : IDisposable
{
    private readonly SourceCacheContext cache = new();
    private readonly Dictionary<string, Task<List<(NuGetVersion Version, SourceRepository Source)>>> versions = new(StringComparer.OrdinalIgnoreCase);

    private string Names => sources.Count == 0 ? "none" : string.Join(", ", sources.Select(static source => source.PackageSource.Name));

    /// <summary>The version that a range means: the lowest that will do, or the highest of a floating one.</summary>
    /// <param name="id">The package.</param>
    /// <param name="range">The versions that will do.</param>
    /// <param name="by">Who needs it, for the message.</param>
    /// <exception cref="PackageProblem">No source has the package, or none of its versions will do.</exception>
    public async Task<NuGetVersion> BestAsync(string id, VersionRange range, string by)
    {
        // A named version that was unpacked before needs no source.
        if (!range.IsFloating && range.MinVersion is { } lowest && range.IsMinInclusive && Unpacked(new PackageIdentity(id, lowest)) is not null)
        {
            return lowest;
        }

        var all = await VersionsAsync(id);
        if (all.Count == 0)
        {
            throw new PackageProblem(PackageProblem.UnknownPackage, $"Unable to find package {id}{Needed(by)}. No packages exist with this id in source(s): {Names}.{advice}");
        }

        return range.FindBestMatch(all.Select(static one => one.Version).Where(version => range.IsFloating || range.Satisfies(version)))
            ?? throw new PackageProblem(
                PackageProblem.UnknownVersion,
                $"Unable to find package {id}{Needed(by)} with version {range.PrettyPrint()}. The nearest of {all.Count} version(s) in {Names}: {Nearest(all, range)}.{advice}");
    }

    public async Task<IReadOnlyList<PackageDependencyGroup>> DependenciesAsync(PackageIdentity identity)
    {
        using var reader = new PackageFolderReader(await UnpackAsync(identity));
        return [.. await reader.GetPackageDependenciesAsync(cancellation)];
    }

    /// <summary>Fetches and unpacks a package where that was not done before.</summary>
    /// <returns>Its folder.</returns>
    public async Task<string> UnpackAsync(PackageIdentity identity)
    {
        if (Unpacked(identity) is { } folder)
        {
            return folder;
        }

        var holder = (await VersionsAsync(identity.Id)).FirstOrDefault(one => one.Version == identity.Version).Source
            ?? throw new PackageProblem(PackageProblem.UnknownVersion, $"Unable to find package {identity.Id} with version ({identity.Version}) in {Names}.");
        var stream = new MemoryStream();
        await (await FinderAsync(holder)).CopyNupkgToStreamAsync(identity.Id, identity.Version, stream, cache, NullLogger.Instance, cancellation);
        stream.Position = 0;
        using var unpacked = await GlobalPackagesFolderUtility.AddPackageAsync(
            holder.PackageSource.Source, identity, stream, packagesFolder, Guid.Empty, ClientPolicyContext.GetClientPolicy(NuGet.Configuration.NullSettings.Instance, NullLogger.Instance), NullLogger.Instance, cancellation);
        return Unpacked(identity) ?? throw new PackageProblem(PackageProblem.SourceFailed, $"The package {identity} could not be unpacked in {packagesFolder}.");
    }

    public void Dispose() => cache.Dispose();

    private string? Unpacked(PackageIdentity identity)
    {
        var paths = new VersionFolderPathResolver(packagesFolder);
        return File.Exists(paths.GetNupkgMetadataPath(identity.Id, identity.Version)) ? paths.GetInstallPath(identity.Id, identity.Version) : null;
    }

    private async Task<FindPackageByIdResource> FinderAsync(SourceRepository source) =>
        await source.GetResourceAsync<FindPackageByIdResource>(cancellation)
        ?? throw new PackageProblem(PackageProblem.SourceFailed, $"{source.PackageSource.Name} is no source of packages.");

    private static string Needed(string by) => by == PackageResolver.Notebook ? "" : $", which {by} needs,";

    private static string Nearest(List<(NuGetVersion Version, SourceRepository Source)> all, VersionRange range) =>
        (all.Select(static one => one.Version).Order().FirstOrDefault(version => range.MinVersion is { } lowest && version >= lowest) ?? all.Max(static one => one.Version)!).ToString();

    private Task<List<(NuGetVersion Version, SourceRepository Source)>> VersionsAsync(string id)
    {
        if (!versions.TryGetValue(id, out var known))
        {
            versions[id] = known = AskAsync(id);
        }

        return known;
    }

    // A source that does not answer is no reason to fail while another has the package.
    private async Task<List<(NuGetVersion Version, SourceRepository Source)>> AskAsync(string id)
    {
        List<(NuGetVersion, SourceRepository)> found = [];
        List<string> failures = [];
        foreach (var source in sources)
        {
            try
            {
                found.AddRange((await (await FinderAsync(source)).GetAllVersionsAsync(id, cache, NullLogger.Instance, cancellation)).Select(version => (version, source)));
            }
            catch (Exception error) when (error is FatalProtocolException or HttpRequestException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                failures.Add($"{source.PackageSource.Name}: {error.Message}");
            }
        }

        // One that cannot be reached counts only when no other has the package.
        return found.Count == 0 && failures.Count > 0
            ? throw new PackageProblem(
                failures.Count == sources.Count ? PackageProblem.SourceFailed : PackageProblem.UnknownPackage,
                $"Unable to find package {id} in {Names}. Not reached: {string.Join(" ", failures)}")
            : found;
    }
}
