namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// What a snapshot says about itself: <c>manifest.json</c> in the folder of one version.
/// It holds names, counts and hashes and no value of any patient, so people who may not read the tables may read it.
/// </summary>
/// <param name="Format">Version of this file's layout; this code writes and reads <see cref="CurrentFormat"/>.</param>
/// <param name="Cohort">Name (slug) of the cohort.</param>
/// <param name="Version">Version of the cohort, counted from 1.</param>
/// <param name="ContentHash">Lower-case SHA-256 over tables and schema (see <see cref="SnapshotHash"/>); time of building, version and cohort are not in it.</param>
/// <param name="BuiltAt">When the snapshot was built, UTC.</param>
/// <param name="Patients">Number of different patients over all tables.</param>
/// <param name="Tables">The tables, ordered by name.</param>
/// <param name="Counts">Bar counts for the cohort's page, small cells already removed.</param>
/// <param name="Lineage">What the snapshot was made from.</param>
/// <param name="Risk">How alike the patients are in what others could know about them.</param>
public sealed record SnapshotManifest(
    int Format,
    string Cohort,
    int Version,
    string ContentHash,
    DateTimeOffset BuiltAt,
    int Patients,
    IReadOnlyList<ManifestTable> Tables,
    IReadOnlyList<ManifestCount> Counts,
    ManifestLineage Lineage,
    ManifestRisk Risk)
{
    public const int CurrentFormat = 1;

    /// <summary>The table of that name, or null when the snapshot has none.</summary>
    public ManifestTable? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);
}
