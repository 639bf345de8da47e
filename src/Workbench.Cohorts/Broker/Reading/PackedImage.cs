using System.Security.Cryptography;
using System.Text.Json;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>Where an image or its preview lies in the packed files of a snapshot, as the verified table <c>images</c> says.</summary>
internal sealed record PackedImage(long Pack, long Offset, long Bytes, string Sha256)
{
    private const long LargestBytes = 2_000_000_000;

    /// <summary>The columns of the table that say it.</summary>
    public static IReadOnlyList<string> Columns(bool isPreview) =>
        isPreview ? ["preview_pack", "preview_offset", "preview_bytes", "preview_sha256"] : ["pack", "offset", "bytes", "sha256"];

    /// <summary>Reads a row of an answer in JSON; null when it has no preview.</summary>
    /// <param name="names">Of <see cref="Columns"/>.</param>
    public static PackedImage? Of(JsonElement row, IReadOnlyList<string> names) =>
        row.GetProperty(names[0]).ValueKind == JsonValueKind.Number
            ? new PackedImage(row.GetProperty(names[0]).GetInt64(), row.GetProperty(names[1]).GetInt64(), row.GetProperty(names[2]).GetInt64(), row.GetProperty(names[3]).GetString() ?? "")
            : null;

    /// <summary>The bytes, if they have the hash that the table says; null when they are damaged or gone.</summary>
    public async Task<byte[]?> ReadAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var path = snapshot.PackPath(Pack);
        if (Pack < 1 || Offset < 0 || Bytes is < 0 or > LargestBytes || !File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        if (RandomAccess.GetLength(file) < Offset + Bytes)
        {
            return null;
        }

        var bytes = new byte[Bytes];
        for (var read = 0; read < bytes.Length;)
        {
            var part = await RandomAccess.ReadAsync(file, bytes.AsMemory(read), Offset + read, cancellation);
            if (part == 0)
            {
                return null;
            }

            read += part;
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256 ? bytes : null;
    }
}
