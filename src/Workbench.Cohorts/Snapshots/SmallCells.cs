namespace Workbench.Cohorts.Snapshots;

/// <summary>Takes small counts out of a bar chart.</summary>
public static class SmallCells
{
    /// <summary>
    /// The bars, with null for each below <paramref name="threshold"/>. Because the total of the bars is known elsewhere, the
    /// smallest of the others go too until what is hidden sums to at least the threshold over at least two bars
    /// (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
    /// </summary>
    public static IReadOnlyList<ManifestBar> Suppress(IReadOnlyList<(string Label, int Patients)> bars, int threshold)
    {
        var bySize = Enumerable.Range(0, bars.Count).OrderBy(i => bars[i].Patients).ThenBy(i => i).ToList();
        var hidden = bySize.Where(i => bars[i].Patients < threshold).ToHashSet();
        if (hidden.Count > 0)
        {
            foreach (var next in bySize.Where(i => !hidden.Contains(i)).ToList())
            {
                if (hidden.Count >= 2 && hidden.Sum(i => bars[i].Patients) >= threshold)
                {
                    break;
                }

                hidden.Add(next);
            }
        }

        return [.. bars.Select((b, i) => new ManifestBar(b.Label, hidden.Contains(i) ? null : b.Patients))];
    }
}
