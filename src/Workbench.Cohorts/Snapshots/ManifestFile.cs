using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Cohorts.Snapshots;

/// <summary>Turns a manifest into the bytes of <c>manifest.json</c> and back.</summary>
public static class ManifestFile
{
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static byte[] Write(SnapshotManifest manifest) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Options), (byte)'\n'];

    /// <exception cref="InvalidDataException">The bytes are no manifest of a format that this code knows.</exception>
    public static SnapshotManifest Read(ReadOnlySpan<byte> json)
    {
        SnapshotManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<SnapshotManifest>(json, Options);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The snapshot's manifest.json is damaged or of another format.", e);
        }

        return manifest is { Format: SnapshotManifest.CurrentFormat }
            ? manifest
            : throw new InvalidDataException($"The snapshot's manifest.json is not of format {SnapshotManifest.CurrentFormat}.");
    }
}
