using System.Security.Cryptography;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Deidentify.Building.Images;

/// <summary>Where something lies in the packed files of a snapshot.</summary>
internal sealed record PackedPart(int Pack, long Offset, long Bytes, string Sha256);

/// <summary>Packs de-identified files and their previews one after the other into few large files, since a snapshot of a million small ones can be neither moved nor checked in time.</summary>
internal sealed class ImagePack(SnapshotStaging staging) : IDisposable
{
    private const long PackBytes = 4L * 1024 * 1024 * 1024;

    private FileStream? file;
    private int number;

    public PackedPart Add(Stream content)
    {
        if (file is null || file.Length > PackBytes)
        {
            file?.Dispose();
            file = new FileStream(staging.PackPath(++number), FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024);
        }

        var (offset, start) = (file.Position, content.Position);
        content.CopyTo(file);
        content.Position = start;
        return new PackedPart(number, offset, file.Position - offset, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    public void Dispose() => file?.Dispose();
}
