using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>Whether every pixel that had to go black is the same in an output; read from its own description, not from the input's.</summary>
internal static class BlankedPixelsCheck
{
    public static string? FindProblem(Stream output, BlankedRegion region)
    {
        output.Position = 0;
        var layout = FileIdentity.Read(output).Image.Layout;
        output.Position = 0;
        using var tokenizer = new DicomTokenizer(output, ownsStream: false);
        while (tokenizer.Read())
        {
            if (tokenizer.Tag == DicomTags.PixelData && tokenizer.Depth == 0)
            {
                return tokenizer.Kind == DicomTokenKind.Element && tokenizer.Length >= layout.FrameBytes * layout.Frames
                    ? FindVisible(tokenizer, region, layout)
                    : "The blanked pixels do not fit their description.";
            }
        }

        return "The blanked pixels are missing.";
    }

    private static string? FindVisible(DicomTokenizer tokenizer, BlankedRegion region, Workbench.Dicom.Pixels.PixelLayout layout)
    {
        var planes = layout.IsPlanar && layout.SamplesPerPixel > 1 && !layout.IsSubsampled ? layout.SamplesPerPixel : 1;
        var step = layout.IsSubsampled ? 2 * layout.BytesPerSample : layout.SamplesPerPixel / planes * layout.BytesPerSample;
        var row = new byte[layout.Columns * step];
        for (var frame = 0; frame < layout.Frames; frame++)
        {
            byte[]? black = null;
            for (var stored = 0; stored < planes * layout.Rows; stored++)
            {
                black = stored % layout.Rows == 0 ? null : black;
                tokenizer.ReadPart(row);
                foreach (var (first, last) in region.Runs(stored % layout.Rows, layout.Columns))
                {
                    // Pixels that share colours come in pairs, of which a whole one is the unit.
                    var (from, unit) = layout.IsSubsampled ? (first / 2 * 2, 2) : (first, 1);
                    for (var column = from; column <= last; column += unit)
                    {
                        var pixel = row.AsSpan(column * step, unit * step);
                        black ??= pixel.ToArray();
                        if (!pixel.SequenceEqual(black))
                        {
                            return "A pixel that had to be blanked is not.";
                        }
                    }
                }
            }
        }

        return null;
    }
}
