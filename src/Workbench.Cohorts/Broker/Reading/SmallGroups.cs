namespace Workbench.Cohorts.Broker.Reading;

/// <summary>Size of one group: its label (null: the rows without a value), rows and patients.</summary>
internal sealed record GroupSize(string? Label, long Rows, long Patients);

/// <summary>
/// Which groups of a column may be shown at level aggregate. Besides the small ones, so many of the next smallest are left
/// out that what is missing from the total cannot be worked out: at least two groups, of together no fewer patients
/// than the smallest group (secondary suppression, as in ACRO and tau-Argus).
/// </summary>
internal static class SmallGroups
{
    /// <returns>The groups that may be shown, in the order they came.</returns>
    public static IReadOnlyList<GroupSize> Shown(IReadOnlyList<GroupSize> groups, int smallestGroup)
    {
        var hidden = new HashSet<GroupSize>(ReferenceEqualityComparer.Instance);
        long hiddenPatients = 0;
        foreach (var group in groups.Where(group => group.Patients > 0).OrderBy(group => group.Patients))
        {
            var small = group.Patients < smallestGroup;
            var betrayed = hidden.Count > 0 && (hidden.Count < 2 || hiddenPatients < smallestGroup);
            if (!small && !betrayed)
            {
                break;
            }

            hidden.Add(group);
            hiddenPatients += group.Patients;
        }

        return [.. groups.Where(group => !hidden.Contains(group))];
    }
}
