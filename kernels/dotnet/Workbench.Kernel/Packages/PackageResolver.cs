using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Workbench.Kernel.Packages;

/// <summary>
/// Chooses versions: what the notebook names is taken as named; of every other package the lowest version that satisfies all who
/// need it, as NuGet does for projects. What the session or the kernel has already stays as it is.
/// </summary>
/// <param name="feed">Where packages are asked for.</param>
/// <param name="present">The packages of the session, by id.</param>
internal sealed class PackageResolver(PackageFeed feed, IReadOnlyDictionary<string, ResolvedPackage> present)
{
    public const string Notebook = "this notebook";

    public static NuGetFramework Framework { get; } = NuGetFramework.ParseFolder("net10.0");

    private readonly Dictionary<string, ResolvedPackage> chosen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]> needs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Id, VersionRange Range, string By)> open = new();

    /// <returns>The packages that are not there yet, in the order in which they were met.</returns>
    /// <exception cref="PackageProblem">There is no such package, or no version that suits everybody.</exception>
    public async Task<IReadOnlyList<ResolvedPackage>> ResolveAsync(IReadOnlyList<PackageRequest> requests)
    {
        foreach (var request in requests)
        {
            open.Enqueue((request.Id, request.Range, Notebook));
        }

        while (open.TryDequeue(out var next))
        {
            await TakeAsync(next.Id, next.Range, next.By);
        }

        // What only a version needed that was given up for a higher one is not needed any more.
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var request in requests)
        {
            Reach(request.Id, reached);
        }

        return [.. chosen.Values.Where(package => reached.Contains(package.Identity.Id))];
    }

    private void Reach(string id, HashSet<string> reached)
    {
        if (chosen.ContainsKey(id) && reached.Add(id))
        {
            Array.ForEach(needs[id], needed => Reach(needed, reached));
        }
    }

    private async Task TakeAsync(string id, VersionRange range, string by)
    {
        if (CarriedPackages.Find(id) is { } carried)
        {
            // A later version with the same first number has the same assembly version: what another package was built against it runs.
            if (by == Notebook || range.MinVersion is null || carried.Major < range.MinVersion.Major)
            {
                Demand(id, carried, "this kernel, which carries it", range, by);
            }

            return;
        }

        if (present.TryGetValue(id, out var there))
        {
            Demand(id, there.Identity.Version, there.PinnedBy, range, by);
            return;
        }

        if (chosen.TryGetValue(id, out var before))
        {
            if (Satisfies(range, before.Identity.Version))
            {
                return;
            }

            if (before.PinnedBy == Notebook || range.MinVersion is null || before.Identity.Version > range.MinVersion)
            {
                Demand(id, before.Identity.Version, before.PinnedBy, range, by);
            }
        }

        var version = await feed.BestAsync(id, range, by);
        var identity = new PackageIdentity(id, version);
        chosen[id] = new ResolvedPackage(identity, await feed.UnpackAsync(identity), by);
        var groups = await feed.DependenciesAsync(identity);
        var nearest = new FrameworkReducer().GetNearest(Framework, groups.Select(static group => group.TargetFramework));
        var dependencies = nearest is null ? [] : groups.First(group => group.TargetFramework.Equals(nearest)).Packages.ToList();
        needs[id] = [.. dependencies.Select(static dependency => dependency.Id)];
        foreach (var dependency in dependencies)
        {
            open.Enqueue((dependency.Id, dependency.VersionRange, $"{identity.Id} {identity.Version}"));
        }
    }

    private static bool Satisfies(VersionRange range, NuGetVersion version) =>
        range.IsFloating || range.Satisfies(version) || (range.MinVersion is { } lowest && version >= lowest && range.MaxVersion is null);

    private static void Demand(string id, NuGetVersion version, string pinnedBy, VersionRange range, string by)
    {
        if (!Satisfies(range, version))
        {
            throw new PackageProblem(
                PackageProblem.Conflict, $"{by} needs {id} {range.PrettyPrint()}, but version {version} is pinned by {pinnedBy}. Restart the kernel and reference the version that suits both first.");
        }
    }
}
