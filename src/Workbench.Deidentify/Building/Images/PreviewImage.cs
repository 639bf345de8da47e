using System.Buffers.Binary;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Building.Images;

/// <summary>
/// A small grey or coloured picture of an image's middle frame, for pages and notebooks: at most 256 pixels a side, grey through the image's window. It is
/// made of the de-identified file.
/// </summary>
internal static class PreviewImage
{
    private const int LargestSide = 256;
    private const long LargestFrameBytes = 256L * 1024 * 1024;

    /// <summary>The picture as PNG, or null where the pixels cannot be shown with certainty.</summary>
    public static byte[]? Make(ImageAttributes image, Stream file)
    {
        var layout = image.Layout;
        if (!image.HasPixels || !layout.IsUsual || layout.BitsAllocated > 16 || layout.Photometric == "PALETTE COLOR" || layout.FrameBytesWithoutSubsampling > LargestFrameBytes ||
            (!image.Syntax.IsEncapsulated && (layout.IsSubsampled || (layout.IsPlanar && layout.SamplesPerPixel > 1) || image.Syntax.IsBigEndian)))
        {
            return null;
        }

        try
        {
            return MiddleFrame(image, file) is { } frame ? Draw(image, frame) : null;
        }
        catch (DicomFormatException)
        {
            return null;
        }
    }

    private static byte[]? MiddleFrame(ImageAttributes image, Stream file)
    {
        file.Position = 0;
        using var tokenizer = new DicomTokenizer(file, ownsStream: false);
        while (tokenizer.Read())
        {
            if (tokenizer.Tag != DicomTags.PixelData || tokenizer.Depth > 1)
            {
                continue;
            }

            var middle = image.Layout.Frames / 2;
            if (tokenizer.Kind == DicomTokenKind.FragmentsStart)
            {
                if (!FrameDecoder.Knows(image.Syntax.Uid))
                {
                    return null;
                }

                using var decoder = new DecoderProcess();
                var compressed = EncapsulatedFrames.Read(tokenizer, image.Layout.Frames, LargestFrameBytes).Skip(middle).First();
                return decoder.Decode(image.Syntax.Uid, image.Layout, compressed);
            }

            var frame = new byte[image.Layout.FrameBytes];
            for (var i = 0; i <= middle; i++)
            {
                tokenizer.ReadPart(frame);
            }

            return frame;
        }

        return null;
    }

    private static byte[] Draw(ImageAttributes image, byte[] frame)
    {
        var layout = image.Layout;
        var step = Math.Max(1, (Math.Max(layout.Rows, layout.Columns) + LargestSide - 1) / LargestSide);
        var (rows, columns, samples) = ((layout.Rows + step - 1) / step, (layout.Columns + step - 1) / step, layout.SamplesPerPixel);
        var picture = new byte[rows * columns * samples];
        var grey = samples == 1 ? Window(image, frame) : null;
        var isYbr = FrameDecoder.PhotometricAfter(image.Syntax.Uid, layout.Photometric).StartsWith("YBR", StringComparison.Ordinal);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var pixel = (row * step * layout.Columns) + (column * step);
                var at = ((row * columns) + column) * samples;
                if (grey is not null)
                {
                    picture[at] = grey(Sample(layout, frame, pixel));
                    continue;
                }

                var colour = (A: ByteOf(layout, frame, pixel * 3), B: ByteOf(layout, frame, (pixel * 3) + 1), C: ByteOf(layout, frame, (pixel * 3) + 2));
                (picture[at], picture[at + 1], picture[at + 2]) = isYbr ? ToRgb(colour.A, colour.B, colour.C) : (colour.A, colour.B, colour.C);
            }
        }

        return PngWriter.Write(picture, columns, rows, samples);
    }

    /// <summary>The linear window of PS3.3 2025e, C.11.2.1.2, or from the least to the greatest value where the image has none.</summary>
    private static Func<int, byte> Window(ImageAttributes image, byte[] frame)
    {
        var (slope, intercept) = (image.Number(0x0028_1053) ?? 1, image.Number(0x0028_1052) ?? 0);
        double low, high;
        if (image.Number(0x0028_1050) is { } centre && image.Number(0x0028_1051) is { } width && width >= 1)
        {
            (low, high) = (centre - (width / 2), centre + (width / 2));
        }
        else
        {
            var (least, most) = (int.MaxValue, int.MinValue);
            for (var pixel = 0; pixel < image.Layout.Rows * image.Layout.Columns; pixel++)
            {
                var value = Sample(image.Layout, frame, pixel);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }

            (low, high) = ((least * slope) + intercept, (most * slope) + intercept);
        }

        var isInverted = image.Layout.Photometric == "MONOCHROME1";
        return value =>
        {
            var share = high > low ? Math.Clamp(((value * slope) + intercept - low) / (high - low), 0, 1) : 0;
            return (byte)Math.Round(255 * (isInverted ? 1 - share : share));
        };
    }

    private static int Sample(PixelLayout layout, byte[] frame, int index)
    {
        var bits = layout.BytesPerSample == 1 ? frame[index] : BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(index * 2));
        var value = bits & ((1 << layout.BitsStored) - 1);
        return layout.IsSigned && (value >> (layout.BitsStored - 1)) == 1 ? value - (1 << layout.BitsStored) : value;
    }

    private static byte ByteOf(PixelLayout layout, byte[] frame, int index) =>
        layout.BytesPerSample == 1 ? frame[index] : (byte)(BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(index * 2)) >> Math.Max(0, layout.BitsStored - 8));

    /// <summary>YBR_FULL to RGB (PS3.3 2025e, C.7.6.3.1.2).</summary>
    private static (byte, byte, byte) ToRgb(byte y, byte cb, byte cr) =>
        (Clamp(y + (1.402 * (cr - 128))), Clamp(y - (0.344136 * (cb - 128)) - (0.714136 * (cr - 128))), Clamp(y + (1.772 * (cb - 128))));

    private static byte Clamp(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
