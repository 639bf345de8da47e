namespace Workbench.Cohorts.Broker;

/// <summary>
/// How far chosen columns single people out, measured on the snapshot itself: patients who agree in all chosen
/// quasi-identifiers of a table form a group (k-anonymity; Sweeney, 2002). Missing counts as a value of its own.
/// </summary>
/// <param name="Rows">Rows of the chosen tables that pass their row filters.</param>
/// <param name="Patients">Different patients in these rows.</param>
/// <param name="AllPatients">Different patients in the chosen tables without any row filter.</param>
/// <param name="QuasiIdentifiers">The chosen columns that outsiders could know, as table.column.</param>
/// <param name="K">Patients in the smallest group over the chosen tables; null when there is no group: no chosen column is a quasi-identifier, or no row is left.</param>
/// <param name="SmallGroups">Groups of fewer patients than the cohort's smallest group; null when no chosen column is a quasi-identifier.</param>
/// <param name="FilterColumns">Columns that the row filters look at, sorted, for the record.</param>
public sealed record ExposureFigures(
    long Rows, int Patients, int AllPatients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups,
    IReadOnlyList<string> FilterColumns);
