using System.Globalization;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Permits;

namespace Workbench.Governance.Requests;

/// <summary>"What you will be able to see", in sentences.</summary>
internal static class ExposureText
{
    public static IReadOnlyList<string> Render(
        Cohort cohort, CohortSnapshot newest, Level level, int columns, long rows, IReadOnlyList<string> quasi, int? k)
    {
        var text = new List<string>
        {
            level switch
            {
                Level.Aggregate => $"Figures about {Count(columns, "column")} of {Number(newest.Patients)} patients; no single records.",
                Level.Rows => $"{Count(rows, "de-identified record")} with {Count(columns, "column")}, about {Number(newest.Patients)} patients; no images.",
                _ => $"{Count(rows, "de-identified record")} with {Count(columns, "column")} and {Count(newest.Images, "image")}, about {Number(newest.Patients)} patients.",
            },
        };
        if (level == Level.Aggregate)
        {
            text.Add($"Groups below {Number(cohort.SmallestGroup)} patients are not shown.");
        }
        else if (k is { } smallest)
        {
            text.Add($"Columns that could single people out when combined: {string.Join(", ", quasi)}. Over all such columns of the snapshot, the smallest group of like records is {Number(smallest)}.");
        }
        else
        {
            text.Add("None of the chosen columns counts as one that could single people out when combined.");
        }

        return text;
    }

    private static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? string.Empty : "s")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
