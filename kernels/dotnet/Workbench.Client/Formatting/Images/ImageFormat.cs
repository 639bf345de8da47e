using System.Buffers.Binary;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Images;

/// <summary>What kind of picture some bytes are, told by their first bytes.</summary>
/// <param name="MimeType">image/png or image/jpeg.</param>
/// <param name="Description">In words, for clients that show no pictures.</param>
internal sealed record ImageFormat(string MimeType, string Description)
{
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    // PNG (ISO/IEC 15948:2004) 5.2: the signature; 11.2.2: IHDR comes first, with width and height in its first 8 bytes.
    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public static ImageFormat? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 24 && bytes.StartsWith(PngSignature))
        {
            var width = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
            var height = BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
            return new(Png, $"PNG image, {width} × {height} pixels, {CellText.Count(bytes.Length)} bytes");
        }
        return bytes.StartsWith(JpegSignature) ? new(Jpeg, $"JPEG image, {CellText.Count(bytes.Length)} bytes") : null;
    }
}
