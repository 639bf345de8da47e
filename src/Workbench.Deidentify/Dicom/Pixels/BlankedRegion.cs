namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// Which pixels of every frame become black: those in the boxes, or, where boxes say what may be seen, those outside of all of them.
/// </summary>
/// <param name="Boxes">At least one.</param>
/// <param name="KeepsBoxes">The boxes are what stays.</param>
/// <param name="Rule">What decided: <c>ultrasound-regions</c>, <c>device-rule</c> or <c>review</c>.</param>
public sealed record BlankedRegion(IReadOnlyList<PixelBox> Boxes, bool KeepsBoxes, string Rule)
{
    /// <summary>The first and last column of each run of black pixels in a row, in order.</summary>
    public IReadOnlyList<(int First, int Last)> Runs(int row, int columns)
    {
        var spans = Boxes.Where(box => box.Top <= row && row <= box.Bottom && box.Left < columns)
            .Select(box => (First: box.Left, Last: Math.Min(box.Right, columns - 1))).OrderBy(span => span.First).ToList();
        var merged = new List<(int First, int Last)>();
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, span.Last));
            }
            else
            {
                merged.Add(span);
            }
        }

        return KeepsBoxes ? Gaps(merged, columns) : merged;
    }

    private static List<(int First, int Last)> Gaps(List<(int First, int Last)> kept, int columns)
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in kept)
        {
            if (first > next)
            {
                gaps.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next < columns)
        {
            gaps.Add((next, columns - 1));
        }

        return gaps;
    }
}
