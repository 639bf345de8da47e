using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Requests;

namespace Workbench.Server.Requests;

/// <summary>What granting would let somebody see, in figures and sentences.</summary>
/// <param name="K">Patients in the smallest group of equals; below the threshold shown to stewards alone, else null.</param>
/// <param name="SmallGroups">Groups below the threshold; for stewards alone, else null.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record ExposureView(
    int Columns, long Rows, int Patients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups, int SmallestGroup, IReadOnlyList<string> Text)
{
    /// <param name="registered">What Governance says from the record; has checked that tables and columns exist.</param>
    /// <param name="forSteward">True shows figures below the threshold, which a decision needs.</param>
    internal static async Task<ExposureView> OfAsync(
        Exposure registered, Snapshot snapshot, IReadOnlyList<TableChoice> tables, bool forSteward, CancellationToken cancel)
    {
        var figures = await ExposureFigures.ComputeAsync(snapshot, tables, registered.SmallestGroup, cancel);
        var shown = forSteward || figures.K >= registered.SmallestGroup ? figures.K : null;
        return new ExposureView(
            registered.Columns, figures.Rows, figures.Patients, figures.QuasiIdentifiers, shown,
            forSteward ? figures.SmallGroups : null, registered.SmallestGroup,
            [registered.Text[0], Words(figures, shown, registered.SmallestGroup)]);
    }

    private static string Words(ExposureFigures figures, int? shown, int threshold)
    {
        if (figures.K is null)
        {
            return "None of the chosen columns counts as one that could single people out when combined.";
        }

        var size = shown is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : $"smaller than {threshold}";
        return $"Columns that could single people out when combined: {string.Join(", ", figures.QuasiIdentifiers)}. The smallest group of people alike in them is {size}.";
    }
}
