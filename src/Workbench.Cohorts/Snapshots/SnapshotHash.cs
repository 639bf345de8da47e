using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// The content hash of a snapshot: SHA-256 over one JSON line per table, tables ordered by name. A line holds the table's
/// name, rows, the hash of its file and its schema with dictionary. Where and when it was built is not in it, so building
/// the same data by the same rules and key gives the same hash.
/// </summary>
public static class SnapshotHash
{
    public static string Of(IEnumerable<ManifestTable> tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            // JSON as framing: names and meanings are escaped, so that no two different schemas give the same line.
            var line = JsonSerializer.Serialize(new { table.Name, table.Rows, table.Sha256, table.Columns });
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
