using System.Globalization;
using Workbench.Governance.Permits;

namespace Workbench.Server.Requests;

/// <summary>"What you will be able to see", in sentences.</summary>
internal static class ExposureText
{
    public static IReadOnlyList<string> Render(ExposureView view, Level level, int images, bool filtered)
    {
        var columns = Count(view.Columns, "column");
        var patients = view.Patients is { } known ? $"{Number(known)} patients" : "a number of patients that is not shown";
        var records = view.Rows is { } rows ? Count(rows, "de-identified record") : "De-identified records";
        var text = new List<string>
        {
            level switch
            {
                Level.Aggregate => $"Figures about {columns} of {patients}; no single records.",
                Level.Rows => $"{records} with {columns}, about {patients}; no images.",
                _ => $"{records} with {columns} and {Count(images, "image")}, about {patients}.",
            },
        };
        if (filtered && view.Patients is null)
        {
            text.Add($"The row filter leaves, or leaves out, fewer than {Number(view.SmallestGroup)} patients.");
        }

        text.Add(Groups(view, filtered));
        return text;
    }

    private static string Groups(ExposureView view, bool filtered)
    {
        if (view.QuasiIdentifiers.Count == 0)
        {
            return "None of the chosen columns counts as one that could single people out when combined.";
        }

        var size = view.K is { } known ? Number(known) : $"smaller than {Number(view.SmallestGroup)}";
        var (columns, them) = view.QuasiIdentifiers.Count == 1
            ? ("Column that could single people out", "it")
            : ("Columns that could single people out when combined", "them");
        return $"{columns}: {string.Join(", ", view.QuasiIdentifiers)}. The smallest group of people alike in {them}{(filtered ? ", of those that pass the row filter," : "")} is {size}.";
    }

    private static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? string.Empty : "s")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
