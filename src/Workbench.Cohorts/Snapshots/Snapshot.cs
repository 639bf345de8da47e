namespace Workbench.Cohorts.Snapshots;

/// <summary>One immutable version of a cohort, open for reading.</summary>
/// <param name="Folder">Full path of the version's folder.</param>
/// <param name="Manifest">What the snapshot says about itself.</param>
public sealed record Snapshot(string Folder, SnapshotManifest Manifest)
{
    /// <summary>How people and headers name it, for example <c>lung/v3</c>.</summary>
    public string Label => $"{Manifest.Cohort}/v{Manifest.Version}";

    /// <summary>Full path of a table's Parquet file, or null when the snapshot has no such table.</summary>
    public string? TablePath(string table) =>
        Manifest.Table(table) is { } t ? Path.Combine(Folder, t.File) : null;

    /// <summary>Full path of a file of packed images; it need not be there.</summary>
    /// <param name="number">As the table <c>images</c> has it.</param>
    public string PackPath(long number) => Path.Combine(Folder, SnapshotStore.PackFile(number));

    /// <summary>
    /// Reads every file again and compares hashes. Returns the names of what differs (files, or <c>manifest.json</c> when its
    /// content hash does not follow from its tables); empty means unharmed.
    /// </summary>
    public IReadOnlyList<string> FindDamage()
    {
        var damaged = Manifest.Tables
            .Where(t => !File.Exists(Path.Combine(Folder, t.File)) || SnapshotHash.OfFile(Path.Combine(Folder, t.File)) != t.Sha256)
            .Select(t => t.File)
            .ToList();
        if (SnapshotHash.Of(Manifest.Tables) != Manifest.ContentHash)
        {
            damaged.Add(ManifestFile.Name);
        }

        return damaged;
    }
}
