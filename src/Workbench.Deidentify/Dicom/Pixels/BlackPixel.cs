using System.Buffers.Binary;
using Workbench.Dicom.Pixels;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// The value of each sample that shows as black (PS3.3 2025e, C.7.6.3.1.2). Signed values become 0, which is no extreme that a window computed
/// from the pixels would follow.
/// </summary>
internal static class BlackPixel
{
    public static byte[] Sample(PixelLayout layout, int sample, bool isBigEndian)
    {
        var isColour = layout.Photometric.StartsWith("YBR", StringComparison.Ordinal) && layout.SamplesPerPixel == 3;
        var value = layout.IsSigned ? 0u
            : layout.Photometric == "MONOCHROME1" ? (uint)((1UL << layout.BitsStored) - 1)
            : isColour && sample > 0 ? 1u << (layout.BitsStored - 1)
            : 0u;
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        var one = bytes[..layout.BytesPerSample].ToArray();
        if (isBigEndian)
        {
            Array.Reverse(one);
        }

        return one;
    }
}
