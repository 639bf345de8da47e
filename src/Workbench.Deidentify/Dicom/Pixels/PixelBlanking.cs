using System.Text;
using Workbench.Deidentify.Dicom.Rewriting;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// Writes the pixels of one file with a region of every frame black and all others as they are (PS3.15 2025e, E.3.1): uncompressed
/// ones row by row, compressed ones decoded frame by frame in a process of their own and written uncompressed.
/// </summary>
public sealed class PixelBlanking(PixelLayout layout, TransferSyntax syntax, BlankedRegion region, DecoderProcess? decoder)
{
    private const long LargestCompressedFrame = 256L * 1024 * 1024;
    private const long LargestPixelData = uint.MaxValue - 1;

    private static readonly DicomTag PhotometricInterpretation = new(0x0028, 0x0004);
    private static readonly DicomTag PlanarConfiguration = new(0x0028, 0x0006);
    private static readonly DicomTag BurnedInAnnotation = new(0x0028, 0x0301);
    private static readonly DicomTag ExtendedOffsetTable = new(0x7FE0, 0x0001);
    private static readonly DicomTag ExtendedOffsetTableLengths = new(0x7FE0, 0x0002);

    /// <summary>Null when the pixels are laid out in a way that can be blanked with certainty; otherwise why not.</summary>
    public static string? FindObstacle(PixelLayout layout, TransferSyntax syntax) =>
        !layout.IsUsual ? "The image does not describe its pixels in whole bytes of one or three samples."
        : syntax.IsEncapsulated && !FrameDecoder.Knows(syntax.Uid) ? "Frames of this transfer syntax are not decoded."
        : (syntax.IsEncapsulated ? layout.FrameBytesWithoutSubsampling : layout.FrameBytes) * layout.Frames > LargestPixelData ? "The uncompressed pixels are longer than an element can be."
        : layout.IsSubsampled && !syntax.IsEncapsulated && layout.Columns % 2 == 1 ? "Pixels that share colours come in pairs, and the image has an odd number of columns."
        : null;

    /// <summary>The attributes that the changed pixels need.</summary>
    internal void Describe(OwnElements own)
    {
        own.Set(BurnedInAnnotation, ValueRepresentation.CS, "NO"u8.ToArray());
        if (syntax.IsEncapsulated)
        {
            own.Set(PhotometricInterpretation, ValueRepresentation.CS, Encoding.ASCII.GetBytes(FrameDecoder.PhotometricAfter(syntax.Uid, layout.Photometric)));
            own.Omit(ExtendedOffsetTable);
            own.Omit(ExtendedOffsetTableLengths);
            if (layout.SamplesPerPixel > 1)
            {
                own.Set(PlanarConfiguration, ValueRepresentation.US, [0, 0]);
            }
        }
    }

    /// <summary>Writes (7FE0,0010).</summary>
    /// <exception cref="DicomFormatException">The pixels do not fit their description, or cannot be decoded.</exception>
    public void Rewrite(DicomTokenizer tokenizer, DicomWriter writer, Stream output)
    {
        if (tokenizer.Kind == DicomTokenKind.Element && !syntax.IsEncapsulated)
        {
            RewriteRows(tokenizer, writer, output);
        }
        else if (tokenizer.Kind == DicomTokenKind.FragmentsStart && decoder is not null)
        {
            RewriteFrames(tokenizer, writer, output, decoder);
        }
        else
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "The pixel data is not stored in the way of its transfer syntax.");
        }
    }

    private void RewriteRows(DicomTokenizer tokenizer, DicomWriter writer, Stream output)
    {
        var painter = new RowPainter(region, layout, tokenizer.IsBigEndian && tokenizer.Representation.UnitBytes > 1);
        var (length, used) = (tokenizer.Length, layout.FrameBytes * layout.Frames);
        if (length < used || length > used + 1)
        {
            // What lies behind the last frame could be anything, so only one byte of padding is allowed.
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "The pixel data has another length than its description says.");
        }

        writer.StartElement(tokenizer.Tag, tokenizer.Representation, used + (used & 1));
        var row = new byte[painter.RowBytes];
        for (var frame = 0; frame < layout.Frames; frame++)
        {
            for (var stored = 0; stored < painter.RowsPerFrame; stored++)
            {
                tokenizer.ReadPart(row);
                painter.Paint(stored, row);
                output.Write(row);
            }
        }

        if ((used & 1) == 1)
        {
            output.WriteByte(0);
        }
    }

    private void RewriteFrames(DicomTokenizer tokenizer, DicomWriter writer, Stream output, DecoderProcess process)
    {
        var decoded = layout with { Photometric = FrameDecoder.PhotometricAfter(syntax.Uid, layout.Photometric), IsPlanar = false };
        var painter = new RowPainter(region, decoded, isBigEndian: false);
        var length = decoded.FrameBytes * decoded.Frames;
        writer.StartElement(tokenizer.Tag, layout.BitsAllocated > 8 ? ValueRepresentation.OW : ValueRepresentation.OB, length + (length & 1));
        foreach (var compressed in EncapsulatedFrames.Read(tokenizer, layout.Frames, LargestCompressedFrame))
        {
            var frame = process.Decode(syntax.Uid, layout, compressed);
            for (var row = 0; row < painter.RowsPerFrame; row++)
            {
                painter.Paint(row, frame.AsSpan(row * painter.RowBytes, painter.RowBytes));
            }

            output.Write(frame);
        }

        if ((length & 1) == 1)
        {
            output.WriteByte(0);
        }
    }
}
