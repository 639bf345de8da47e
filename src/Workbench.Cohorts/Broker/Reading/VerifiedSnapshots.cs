using System.Collections.Concurrent;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>
/// Snapshots as the broker serves them: found, registered under the content hash that the manifest has, and each table's
/// file hashed before its first use. Snapshots never change, so what was verified once is not hashed again unless size or
/// time of the file differ.
/// </summary>
internal sealed class VerifiedSnapshots(SnapshotStore store)
{
    private readonly ConcurrentDictionary<(string Cohort, int Version), Snapshot> _snapshots = new();
    private readonly ConcurrentDictionary<string, (long Bytes, DateTime Written)> _files = new(StringComparer.Ordinal);

    /// <param name="contentHash">As registered.</param>
    /// <returns>Null when it is missing, damaged, or not the one that was registered.</returns>
    public Snapshot? Open(string cohort, int version, string contentHash)
    {
        if (!_snapshots.TryGetValue((cohort, version), out var snapshot))
        {
            try
            {
                snapshot = store.Open(cohort, version);
            }
            catch (InvalidDataException)
            {
                return null;
            }

            if (snapshot is null || SnapshotHash.Of(snapshot.Manifest.Tables) != snapshot.Manifest.ContentHash)
            {
                return null;
            }

            _snapshots.TryAdd((cohort, version), snapshot);
        }

        return snapshot.Manifest.ContentHash == contentHash ? snapshot : null;
    }

    /// <summary>The path of a table's file whose content has the hash of the manifest; null when it has not.</summary>
    public string? TableFile(Snapshot snapshot, string table)
    {
        if (snapshot.TablePath(table) is not { } path || !File.Exists(path))
        {
            return null;
        }

        var now = Stat(path);
        if (_files.TryGetValue(path, out var verified) && verified == now)
        {
            return path;
        }

        if (SnapshotHash.OfFile(path) != snapshot.Manifest.Table(table)!.Sha256)
        {
            return null;
        }

        _files[path] = now;
        return path;
    }

    private static (long, DateTime) Stat(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}
