using System.Runtime.Versioning;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// Takes a locked version out of the readers' reach: tables, images and previews become the raw side's own, or go. The manifest stays
/// readable, because it holds no value of a patient and says how the version came to be. Governance refuses the version anyway; this holds
/// also against a reader that forgot to ask.
/// </summary>
[UnsupportedOSPlatform("windows")]
public static class SnapshotSeal
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Closes the data of a version to everybody but the raw side's user. Idempotent.</summary>
    public static void Close(SnapshotStore store, string cohort, int version)
    {
        foreach (var folder in DataFolders(store, cohort, version))
        {
            File.SetUnixFileMode(folder, OwnerFolder);
        }
    }

    /// <summary>Deletes the data of a version and leaves its manifest. Idempotent.</summary>
    public static void Erase(SnapshotStore store, string cohort, int version)
    {
        foreach (var folder in DataFolders(store, cohort, version))
        {
            File.SetUnixFileMode(folder, OwnerFolder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> DataFolders(SnapshotStore store, string cohort, int version)
    {
        if (!SnapshotStore.IsName(cohort))
        {
            throw new ArgumentException("That is no name of a cohort.", nameof(cohort));
        }

        var folder = Path.Combine(store.Root, cohort, SnapshotStore.FolderName(version));
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [];
    }
}
