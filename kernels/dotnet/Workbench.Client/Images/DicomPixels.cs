using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Client.Images;

/// <summary>The frames of a DICOM file as numbers. It decodes in this process, which is the sandbox of the notebook.</summary>
internal static class DicomPixels
{
    private const long LargestFrameBytes = 512L * 1024 * 1024;

    /// <exception cref="InvalidOperationException">The pixels are missing, broken, or of a kind that is not decoded.</exception>
    public static IReadOnlyList<ImageFrame> Read(byte[] file)
    {
        try
        {
            using var tokenizer = new DicomTokenizer(new MemoryStream(file));
            var (layout, texts) = (new PixelLayout(), new Dictionary<uint, string>());
            while (tokenizer.Read())
            {
                if (tokenizer.Depth <= 1 && tokenizer.Tag == DicomTags.PixelData && !tokenizer.IsMeta)
                {
                    return Frames(tokenizer, layout, texts);
                }

                if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 && !tokenizer.IsMeta && tokenizer.Length is > 0 and <= 256)
                {
                    layout = Describe(tokenizer, layout, texts);
                }
            }
        }
        catch (DicomFormatException broken)
        {
            throw new InvalidOperationException(broken.Message, broken);
        }

        throw new InvalidOperationException("The image has no pixels.");
    }

    private static PixelLayout Describe(DicomTokenizer tokenizer, PixelLayout layout, Dictionary<uint, string> texts)
    {
        if (tokenizer.Representation.IsText)
        {
            texts[tokenizer.Tag.Value] = Encoding.Latin1.GetString(tokenizer.ReadValue()).Trim(' ', '\0');
            return tokenizer.Tag.Value switch
            {
                0x0028_0004 => layout with { Photometric = texts[0x0028_0004].ToUpperInvariant() },
                0x0028_0008 when int.TryParse(texts[0x0028_0008], NumberStyles.None, CultureInfo.InvariantCulture, out var frames) => layout with { Frames = frames },
                _ => layout,
            };
        }

        if (tokenizer.Length != 2)
        {
            return layout;
        }

        var isBig = tokenizer.IsBigEndian;
        var bytes = tokenizer.ReadValue();
        int number = isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return tokenizer.Tag.Value switch
        {
            0x0028_0002 => layout with { SamplesPerPixel = number },
            0x0028_0006 => layout with { IsPlanar = number == 1 },
            0x0028_0010 => layout with { Rows = number },
            0x0028_0011 => layout with { Columns = number },
            0x0028_0100 => layout with { BitsAllocated = number },
            0x0028_0101 => layout with { BitsStored = number },
            0x0028_0103 => layout with { IsSigned = number == 1 },
            _ => layout,
        };
    }

    private static List<ImageFrame> Frames(DicomTokenizer tokenizer, PixelLayout layout, Dictionary<uint, string> texts)
    {
        if (!layout.IsUsual || layout.BitsAllocated > 16 || layout.FrameBytesWithoutSubsampling > LargestFrameBytes || (layout.IsSubsampled && tokenizer.Kind != DicomTokenKind.FragmentsStart))
        {
            throw new InvalidOperationException("The pixels are laid out in a way that is not decoded here.");
        }

        var syntax = tokenizer.Syntax.Uid;
        var frames = new List<ImageFrame>();
        if (tokenizer.Kind == DicomTokenKind.FragmentsStart)
        {
            var decoded = layout with { IsPlanar = false, Photometric = FrameDecoder.PhotometricAfter(syntax, layout.Photometric) };
            frames.AddRange(EncapsulatedFrames.Read(tokenizer, layout.Frames, LargestFrameBytes).Select(frame => ToFrame(FrameDecoder.Decode(syntax, layout, frame), decoded, texts, isBig: false)));
            return frames;
        }

        var isBig = tokenizer.IsBigEndian && tokenizer.Representation.UnitBytes > 1;
        var bytes = new byte[layout.FrameBytes];
        for (var i = 0; i < layout.Frames; i++)
        {
            tokenizer.ReadPart(bytes);
            frames.Add(ToFrame(bytes, layout, texts, isBig));
        }

        return frames;
    }

    private static ImageFrame ToFrame(byte[] bytes, PixelLayout layout, Dictionary<uint, string> texts, bool isBig)
    {
        var (slope, intercept) = (Number(texts, 0x0028_1053, 0) ?? 1, Number(texts, 0x0028_1052, 0) ?? 0);
        var (pixels, samples) = (layout.Rows * layout.Columns, layout.SamplesPerPixel);
        var isRgb = samples == 3 && layout.Photometric == "RGB";
        var values = new float[pixels];
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            int Sample(int sample) => ValueAt(bytes, layout, layout.IsPlanar ? (sample * pixels) + pixel : (pixel * samples) + sample, isBig);

            // Of YBR the first sample is the luminance; of RGB it is ITU-R BT.601's sum.
            var value = isRgb ? (0.299 * Sample(0)) + (0.587 * Sample(1)) + (0.114 * Sample(2)) : Sample(0);
            values[pixel] = (float)((value * slope) + intercept);
        }

        return new ImageFrame(layout.Rows, layout.Columns, values, Number(texts, 0x0028_0030, 0), Number(texts, 0x0028_0030, 1))
        {
            Window = Number(texts, 0x0028_1050, 0) is { } centre && Number(texts, 0x0028_1051, 0) is { } width and >= 1 ? new ImageWindow(centre, width) : null,
            Unit = texts.GetValueOrDefault(0x0028_1054u, texts.GetValueOrDefault(0x0008_0060u) == "CT" ? "HU" : "") is { Length: > 0 } unit and not "US" ? unit : null,
            IsInverted = layout.Photometric == "MONOCHROME1",
            Orientation = Enumerable.Range(0, 6).Select(place => Number(texts, 0x0020_0037, place)).OfType<double>().ToArray() is { Length: 6 } directions ? directions : null,
        };
    }

    private static int ValueAt(byte[] bytes, PixelLayout layout, int index, bool isBig)
    {
        int stored = layout.BytesPerSample == 1 ? bytes[index]
            : isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * index)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * index));
        var value = stored & ((1 << layout.BitsStored) - 1);
        return layout.IsSigned && value >> (layout.BitsStored - 1) == 1 ? value - (1 << layout.BitsStored) : value;
    }

    private static double? Number(Dictionary<uint, string> texts, uint tag, int place) =>
        texts.TryGetValue(tag, out var text) && text.Split('\\') is var parts && parts.Length > place &&
        double.TryParse(parts[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
