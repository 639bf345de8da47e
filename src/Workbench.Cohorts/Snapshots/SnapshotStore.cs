using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// The folder of all snapshots, for reading: <c>ROOT/COHORT/vN/{manifest.json, tables/TABLE.parquet}</c>.
/// A version appears by one rename when it is complete and never changes after that, so a reader needs no lock and
/// may keep what it read. Which versions are published is the record of Governance; a folder alone publishes nothing.
/// </summary>
public sealed partial class SnapshotStore(string root)
{
    /// <summary>Full path of the folder of all snapshots.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The snapshot, or null when there is none of that cohort and version.</summary>
    /// <exception cref="InvalidDataException">There is one, but its manifest is damaged or speaks of another snapshot.</exception>
    public Snapshot? Open(string cohort, int version)
    {
        if (!IsName(cohort) || version < 1)
        {
            return null;
        }

        var folder = Path.Combine(Root, cohort, FolderName(version));
        var file = Path.Combine(folder, ManifestFile.Name);
        if (!File.Exists(file))
        {
            return null;
        }

        var manifest = ManifestFile.Read(File.ReadAllBytes(file));
        if (manifest.Cohort != cohort || manifest.Version != version)
        {
            throw new InvalidDataException($"The manifest of {cohort}/{FolderName(version)} speaks of another snapshot.");
        }

        return manifest.Tables.All(t => IsName(t.Name) && t.File == TableFile(t.Name))
            ? new Snapshot(folder, manifest)
            : throw new InvalidDataException($"The manifest of {cohort}/{FolderName(version)} names files outside of it.");
    }

    /// <summary>The snapshot with the highest version, or null when the cohort has none.</summary>
    public Snapshot? Latest(string cohort) =>
        Versions(cohort) is [.., var last] ? Open(cohort, last) : null;

    /// <summary>The versions of a cohort that exist, ascending; empty for an unknown cohort.</summary>
    public IReadOnlyList<int> Versions(string cohort)
    {
        var folder = Path.Combine(Root, cohort);
        if (!IsName(cohort) || !Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(folder, "v*")
            .Select(d => VersionFolder().Match(Path.GetFileName(d)))
            .Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            .Order()];
    }

    /// <summary>Whether a text can name a cohort or a table: lower-case letters, digits, <c>-</c> and <c>_</c>, at most 64, a letter first.</summary>
    public static bool IsName(string text) => SlugName().IsMatch(text);

    internal static string FolderName(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");

    internal static string TableFile(string table) => $"tables/{table}.parquet";

    /// <summary>Holds the packed images, where there are any; the table <c>images</c> says where each lies and which hash it has.</summary>
    internal const string PackFolder = "images";

    internal static string PackFile(long number) => string.Create(CultureInfo.InvariantCulture, $"{PackFolder}/{number:D5}.pack");

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugName();

    [GeneratedRegex(@"^v([1-9][0-9]{0,8})\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionFolder();
}
