using System.Text.Json;
using NuGet.Versioning;

namespace Workbench.Kernel.Packages;

/// <summary>
/// What needs no restoring: the packages that the kernel itself is made of and shows to cells, and those whose assembly the
/// runtime has. A process holds one version of an assembly, so that a notebook can have no other than these.
/// </summary>
internal static class CarriedPackages
{
    private static readonly Lazy<Dictionary<string, NuGetVersion>> Carried = new(Read);

    // Meta packages of older platforms, without anything for this one.
    private static readonly string[] Empty = ["NETStandard.Library", "Microsoft.NETCore.", "Microsoft.DotNet.Interactive", "runtime."];

    /// <returns>The version that is there already, or null.</returns>
    public static NuGetVersion? Find(string id) =>
        Carried.Value.GetValueOrDefault(id) ?? (Empty.Any(start => id.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? new NuGetVersion(Environment.Version) : null);

    /// <summary>
    /// The assemblies of a carried package and of what it needs, as they stand beside the kernel: not all of them are shown to
    /// cells that do not ask.
    /// </summary>
    public static IReadOnlyList<string> Files(string id)
    {
        List<string> files = [];
        using var manifest = Manifest();
        if (manifest is not null && Find(id) is not null)
        {
            var target = manifest.RootElement.GetProperty("targets").EnumerateObject().Select(static one => one.Value).MaxBy(static one => one.EnumerateObject().Count());
            Collect(target, id, files, []);
        }

        return files;
    }

    private static void Collect(JsonElement target, string id, List<string> files, HashSet<string> seen)
    {
        var entry = target.EnumerateObject().FirstOrDefault(one => one.Name.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase)).Value;
        if (!seen.Add(id) || entry.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (entry.TryGetProperty("runtime", out var runtime))
        {
            files.AddRange(runtime.EnumerateObject().Select(static file => Path.Combine(AppContext.BaseDirectory, Path.GetFileName(file.Name))).Where(File.Exists));
        }

        if (entry.TryGetProperty("dependencies", out var dependencies))
        {
            foreach (var dependency in dependencies.EnumerateObject())
            {
                Collect(target, dependency.Name, files, seen);
            }
        }
    }

    private static JsonDocument? Manifest()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Workbench.Kernel.deps.json");
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
    }

    private static Dictionary<string, NuGetVersion> Read()
    {
        var found = new Dictionary<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        foreach (var path in Directory.EnumerateFiles(runtime!, "System.*.dll"))
        {
            found[Path.GetFileNameWithoutExtension(path)] = new NuGetVersion(Environment.Version);
        }

        using var manifest = Manifest();
        foreach (var library in manifest?.RootElement.GetProperty("libraries").EnumerateObject().AsEnumerable() ?? [])
        {
            if (library.Name.Split('/') is [var id, var version] && NuGetVersion.TryParse(version, out var parsed))
            {
                found[id] = parsed;
            }
        }

        return found;
    }
}
