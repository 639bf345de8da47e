using Workbench.Cohorts.Broker;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Server.Requests;

/// <summary>What granting would let somebody see, in figures and sentences.</summary>
/// <param name="Rows">Null when withheld: a row filter leaves, or leaves out, fewer patients than the threshold.</param>
/// <param name="Patients">Null when withheld, as <paramref name="Rows"/>.</param>
/// <param name="K">Patients in the smallest group of equals; below the threshold shown to stewards alone, and with a row filter to nobody.</param>
/// <param name="SmallGroups">Groups below the threshold; for stewards alone, else null.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record ExposureView(
    int Columns, long? Rows, int? Patients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups, int SmallestGroup, IReadOnlyList<string> Text)
{
    /// <param name="forSteward">True shows figures below the threshold, which a decision needs.</param>
    internal static Outcome<ExposureView> Of(
        Cohort cohort, CohortSnapshot newest, Level level, IReadOnlyList<PermittedTable> tables, Outcome<ExposureFigures> measured, bool forSteward)
    {
        if (!measured.Allowed)
        {
            return measured.Refusal;
        }

        // A row filter can be chosen so that a figure is about one person, so then no small figure is shown to anybody:
        // neither how many pass nor, by subtraction, how many do not.
        var figures = measured.Value;
        var filtered = tables.Any(table => table.RowFilter is not null);
        var leftOut = figures.AllPatients - figures.Patients;
        var withheld = filtered && (figures.Patients < cohort.SmallestGroup || (leftOut > 0 && leftOut < cohort.SmallestGroup));
        var shown = figures.K >= cohort.SmallestGroup || (forSteward && !filtered) ? figures.K : null;
        var view = new ExposureView(
            tables.Sum(table => table.Columns.Count), withheld ? null : figures.Rows, withheld ? null : figures.Patients,
            figures.QuasiIdentifiers, shown, forSteward && !withheld ? figures.SmallGroups : null, cohort.SmallestGroup, []);
        return view with { Text = ExposureText.Render(view, level, newest.Images, filtered) };
    }
}
