using System.Buffers.Binary;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>RLE Lossless (PS3.5 2025e, annex G): one PackBits segment per byte of a pixel, the most significant byte first.</summary>
internal static class RleDecoder
{
    private const int HeaderBytes = 64;

    /// <returns>The frame, samples of a pixel side by side, little endian.</returns>
    /// <exception cref="DicomFormatException">The frame is broken or has another size.</exception>
    public static byte[] Decode(PixelLayout layout, ReadOnlySpan<byte> frame)
    {
        var pixels = layout.Rows * layout.Columns;
        var bytes = layout.BytesPerSample;
        var segments = layout.SamplesPerPixel * bytes;
        if (frame.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(frame) != segments)
        {
            throw Broken();
        }

        var decoded = new byte[pixels * segments];
        for (var segment = 0; segment < segments; segment++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + (4 * segment))..]);
            var end = segment + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + (4 * segment))..]) : (uint)frame.Length;
            if (start < HeaderBytes || end < start || end > frame.Length)
            {
                throw Broken();
            }

            var (sample, significance) = (segment / bytes, segment % bytes);
            Unpack(frame[(int)start..(int)end], decoded.AsSpan((sample * bytes) + bytes - 1 - significance), segments, pixels);
        }

        return decoded;
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, int stride, int count)
    {
        var (at, written) = (0, 0);
        while (written < count)
        {
            if (at >= packed.Length)
            {
                throw Broken();
            }

            var control = (sbyte)packed[at++];
            if (control == sbyte.MinValue)
            {
                continue;
            }

            var isRun = control < 0;
            var length = Math.Min(isRun ? 1 - control : control + 1, count - written);
            if (at + (isRun ? 1 : length) > packed.Length)
            {
                throw Broken();
            }

            for (var i = 0; i < length; i++)
            {
                target[(written + i) * stride] = packed[isRun ? at : at + i];
            }

            at += isRun ? 1 : length;
            written += length;
        }
    }

    private static DicomFormatException Broken() => new(DicomFormatException.Reasons.BrokenPixels, "An RLE frame is broken.");
}
