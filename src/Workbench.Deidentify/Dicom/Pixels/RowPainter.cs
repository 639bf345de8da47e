using Workbench.Dicom.Pixels;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>Paints the black runs of one row of stored pixels, in each of the layouts that uncompressed pixels have (PS3.5 2025e, 8.2).</summary>
internal sealed class RowPainter
{
    private readonly BlankedRegion region;
    private readonly PixelLayout layout;
    private readonly byte[][] black;
    private readonly IReadOnlyList<(int First, int Last)>[] runs;

    public RowPainter(BlankedRegion region, PixelLayout layout, bool isBigEndian)
    {
        this.region = region;
        this.layout = layout;
        black = [.. Enumerable.Range(0, layout.SamplesPerPixel).Select(sample => BlackPixel.Sample(layout, sample, isBigEndian))];
        runs = [.. Enumerable.Range(0, layout.Rows).Select(row => this.region.Runs(row, layout.Columns))];
    }

    /// <summary>Bytes of one stored row: of one plane where the samples lie in planes.</summary>
    public int RowBytes => layout.Columns * layout.BytesPerSample * (layout.IsSubsampled ? 2 : IsPlanar ? 1 : layout.SamplesPerPixel);

    /// <summary>Stored rows of one frame.</summary>
    public int RowsPerFrame => layout.Rows * (IsPlanar ? layout.SamplesPerPixel : 1);

    private bool IsPlanar => layout.IsPlanar && layout.SamplesPerPixel > 1 && !layout.IsSubsampled;

    /// <param name="storedRow">Within its frame.</param>
    /// <param name="row"><see cref="RowBytes"/> bytes.</param>
    public void Paint(int storedRow, Span<byte> row)
    {
        foreach (var (first, last) in runs[storedRow % layout.Rows])
        {
            if (layout.IsSubsampled)
            {
                PaintPairs(row, first / 2, last / 2);
                continue;
            }

            for (var column = first; column <= last; column++)
            {
                if (IsPlanar)
                {
                    black[storedRow / layout.Rows].CopyTo(row[(column * layout.BytesPerSample)..]);
                    continue;
                }

                for (var sample = 0; sample < black.Length; sample++)
                {
                    black[sample].CopyTo(row[(((column * black.Length) + sample) * layout.BytesPerSample)..]);
                }
            }
        }
    }

    /// <summary>Two luminances and the colour that they share; a pair of which one pixel is in a box goes whole.</summary>
    private void PaintPairs(Span<byte> row, int first, int last)
    {
        for (var pair = first; pair <= last; pair++)
        {
            for (var part = 0; part < 4; part++)
            {
                black[part < 2 ? 0 : part - 1].CopyTo(row[(((pair * 4) + part) * layout.BytesPerSample)..]);
            }
        }
    }
}
