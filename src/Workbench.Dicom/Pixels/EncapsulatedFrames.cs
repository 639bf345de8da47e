using System.Buffers.Binary;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>
/// The compressed frames of encapsulated pixel data (PS3.5 2025e, A.4), one after the other: by the basic offset table; without one by the
/// marker that a JPEG or JPEG 2000 stream begins with, or by one fragment a frame. Anything else is refused, since frames cannot be told apart with certainty.
/// </summary>
public static class EncapsulatedFrames
{
    private const int ItemHeaderBytes = 8;

    /// <param name="tokenizer">At <see cref="DicomTokenKind.FragmentsStart"/>; afterwards at the end of the fragments.</param>
    /// <param name="frames">How many frames the image has.</param>
    /// <param name="largestFrame">Bytes of a compressed frame beyond which the file is refused.</param>
    /// <exception cref="DicomFormatException">The frames cannot be told apart, or there are more or fewer of them.</exception>
    public static IEnumerable<byte[]> Read(DicomTokenizer tokenizer, int frames, long largestFrame)
    {
        if (!tokenizer.Read() || tokenizer.Kind != DicomTokenKind.Fragment)
        {
            throw Unclear();
        }

        var offsets = Offsets(tokenizer);
        var (found, at, hasMarkers) = (0, 0L, false);
        using var frame = new MemoryStream();
        while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.Fragment)
        {
            var isMarked = IsStart(tokenizer.PeekValue(2));
            hasMarkers |= at == 0 && isMarked;
            var begins = at == 0 || (frames > 1 && (offsets.Length > 0 ? Array.BinarySearch(offsets, (uint)at) >= 0 : isMarked || !hasMarkers));
            if (begins && at > 0)
            {
                found++;
                yield return frame.ToArray();
                frame.SetLength(0);
            }

            if (frame.Length + tokenizer.Length > largestFrame || found >= frames)
            {
                throw found >= frames ? Unclear() : new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, "A compressed frame is larger than any real one.");
            }

            at += ItemHeaderBytes + tokenizer.Length;
            tokenizer.CopyValueTo(frame);
        }

        if (found + 1 != frames || at == 0)
        {
            throw Unclear();
        }

        yield return frame.ToArray();
    }

    /// <summary>SOI of a JPEG or JPEG-LS stream, SOC of a JPEG 2000 one.</summary>
    private static bool IsStart(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xD8 or 0x4F];

    private static uint[] Offsets(DicomTokenizer tokenizer)
    {
        var table = tokenizer.ReadValue();
        var offsets = new uint[table.Length / 4];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = BinaryPrimitives.ReadUInt32LittleEndian(table[(4 * i)..]);
        }

        return offsets;
    }

    private static DicomFormatException Unclear() =>
        new(DicomFormatException.Reasons.BrokenPixels, "The frames of the compressed pixel data cannot be told apart.");
}
