using System.Runtime.Versioning;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// A snapshot while it is built: a folder in <c>ROOT/.staging</c> that no reader looks into. <see cref="Publish"/> moves it to
/// its place by one rename, after every byte is on the disk; whatever ends the build before that leaves no snapshot.
/// Disposing an unpublished one deletes it.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class SnapshotStaging : IDisposable
{
    private const string StagingFolder = ".staging";
    private const UnixFileMode FolderMode = UnixFileMode.SetGroup | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    private readonly string root;
    private bool published;

    private SnapshotStaging(string root, string folder) => (this.root, Folder) = (root, folder);

    /// <summary>Full path of the folder that is filled.</summary>
    public string Folder { get; }

    /// <summary>Starts an empty folder. <paramref name="build"/> names this build and only it, for example its order; left-overs of the same name are deleted.</summary>
    public static SnapshotStaging Begin(SnapshotStore store, string build)
    {
        if (!SnapshotStore.IsName(build))
        {
            throw new ArgumentException("A build is named by lower-case letters, digits, - and _.", nameof(build));
        }

        var folder = Path.Combine(store.Root, StagingFolder, build);
        DeleteFolder(folder);
        foreach (var made in new[] { Path.GetDirectoryName(folder)!, folder, Path.Combine(folder, "tables") })
        {
            Directory.CreateDirectory(made);
            File.SetUnixFileMode(made, FolderMode);
        }

        return new SnapshotStaging(store.Root, folder);
    }

    /// <summary>Full path where a table's Parquet file is to be written.</summary>
    public string TablePath(string table) => Path.Combine(Folder, SnapshotStore.TableFile(table));

    /// <summary>Full path where a file of packed images is to be written.</summary>
    /// <param name="number">Counted from 1.</param>
    public string PackPath(int number)
    {
        var folder = Path.Combine(Folder, SnapshotStore.PackFolder);
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, FolderMode);
        return Path.Combine(Folder, SnapshotStore.PackFile(number));
    }

    /// <summary>
    /// Writes the manifest, flushes everything to the disk and renames the folder to <c>COHORT/vN</c>.
    /// </summary>
    /// <exception cref="IOException">The version exists already (versions never change), or the disk refuses.</exception>
    public Snapshot Publish(SnapshotManifest manifest)
    {
        var target = Path.Combine(root, manifest.Cohort, SnapshotStore.FolderName(manifest.Version));
        if (Directory.Exists(target))
        {
            throw new IOException($"The snapshot {manifest.Cohort}/v{manifest.Version} exists already.");
        }

        File.WriteAllBytes(Path.Combine(Folder, ManifestFile.Name), ManifestFile.Write(manifest));
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            Disk.FlushFile(file);
            File.SetUnixFileMode(file, FileMode);
        }

        foreach (var folder in Directory.EnumerateDirectories(Folder).Append(Folder))
        {
            File.SetUnixFileMode(folder, FolderMode);
            Disk.FlushFolder(folder);
        }

        var cohortFolder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(cohortFolder);
        File.SetUnixFileMode(cohortFolder, FolderMode);
        Directory.Move(Folder, target);
        published = true;
        Disk.FlushFolder(cohortFolder);
        Disk.FlushFolder(root);
        return new Snapshot(target, manifest);
    }

    /// <summary>
    /// Takes back a version that was published but could not be registered, or that a crash left unregistered. It vanishes
    /// from the readers' sight by one rename and is then deleted.
    /// </summary>
    public static void Discard(SnapshotStore store, string cohort, int version)
    {
        if (!SnapshotStore.IsName(cohort))
        {
            throw new ArgumentException("That is no name of a cohort.", nameof(cohort));
        }

        var folder = Path.Combine(store.Root, cohort, SnapshotStore.FolderName(version));
        if (!Directory.Exists(folder))
        {
            return;
        }

        var grave = Path.Combine(store.Root, StagingFolder, $"discarded-{cohort}-{SnapshotStore.FolderName(version)}");
        Directory.CreateDirectory(Path.GetDirectoryName(grave)!);
        DeleteFolder(grave);
        Directory.Move(folder, grave);
        DeleteFolder(grave);
    }

    public void Dispose()
    {
        if (!published)
        {
            DeleteFolder(Folder);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
