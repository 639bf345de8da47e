using NuGet.Packaging.Core;

namespace Workbench.Kernel.Packages;

/// <summary>
/// The packages of the notebook. A restore happens as a whole or not at all: what the session knows changes only once every
/// package is chosen, fetched and found usable. Used on the cell thread.
/// </summary>
internal sealed class PackageSession
{
    private readonly Dictionary<string, ResolvedPackage> present = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> assemblies = [];

    /// <summary>One process serves one notebook.</summary>
    public static PackageSession Notebook { get; } = new();

    public PackageSources Sources { get; } = new();

    /// <summary>The files that packages and <c>#r "path"</c> have added so far, for a language that starts later.</summary>
    public IReadOnlyList<string> Assemblies => assemblies;

    /// <exception cref="PackageProblem">Nothing was added.</exception>
    /// <exception cref="OperationCanceledException">Nothing was added.</exception>
    public async Task<RestoredPackages> RestoreAsync(IReadOnlyList<PackageRequest> requests, CancellationToken cancellation)
    {
        List<string> notes = [];
        var wanted = requests.Select(request => InteractivePackages.Strip(request, notes)).OfType<PackageRequest>().ToList();
        using var feed = new PackageFeed(Sources.Repositories(), Sources.Advice, PackageSources.PackagesFolder(), cancellation);
        foreach (var request in wanted)
        {
            await RefuseOtherVersionAsync(request, feed);
        }

        var added = await new PackageResolver(feed, present).ResolveAsync(wanted);
        var assets = added.Select(package => (Package: package, Assets: PackageAssets.Of(package))).ToList();
        foreach (var (package, _) in assets.Where(static one => one.Assets.HasExtension))
        {
            notes.Add($"{package.Identity.Id} holds an extension of the original kernel, which is not run: code that runs by being referenced is refused.");
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (var (package, _) in assets)
        {
            present[package.Identity.Id] = package;
        }

        var files = assets.SelectMany(static one => one.Assets.Assemblies).ToList();
        assemblies.AddRange(files.Concat(wanted.SelectMany(static request => CarriedPackages.Files(request.Id))).Except(assemblies));
        AddedAssemblies.Add(files, assets.SelectMany(static one => one.Assets.NativeFolders));
        return new RestoredPackages([.. wanted.Select(Identity)], files, notes);
    }

    /// <summary>Adds an assembly by its path.</summary>
    public void Add(string path)
    {
        assemblies.Add(path);
        AddedAssemblies.Add([path], []);
    }

    // The same may be asked for again, in whatever words come out at the version that is there.
    private async Task RefuseOtherVersionAsync(PackageRequest request, PackageFeed feed)
    {
        if (present.GetValueOrDefault(request.Id) is { } there
            && !request.Range.IsFloating
            && request.Range.MinVersion is { } asked
            && asked != there.Identity.Version
            && await feed.BestAsync(request.Id, request.Range, PackageResolver.Notebook) != there.Identity.Version)
        {
            var by = there.PinnedBy == PackageResolver.Notebook ? "" : $" It is needed by {there.PinnedBy}.";
            throw new PackageProblem(
                PackageProblem.Conflict, $"{request.Id} version {asked} cannot be added because version {there.Identity.Version} was added previously.{by} Restart the kernel to choose another.");
        }
    }

    private PackageIdentity Identity(PackageRequest request) =>
        present.GetValueOrDefault(request.Id)?.Identity ?? new PackageIdentity(request.Id, CarriedPackages.Find(request.Id));
}

/// <param name="Packages">What was asked for, with the versions that are there now.</param>
/// <param name="Assemblies">The files that are new.</param>
/// <param name="Notes">What the user should know, in sentences.</param>
internal sealed record RestoredPackages(IReadOnlyList<PackageIdentity> Packages, IReadOnlyList<string> Assemblies, IReadOnlyList<string> Notes);
