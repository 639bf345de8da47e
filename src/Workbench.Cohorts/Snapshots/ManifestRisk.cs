using Workbench.Cohorts.Risk;

namespace Workbench.Cohorts.Snapshots;

/// <summary>
/// k-anonymity of a snapshot (Sweeney, 2002): patients who agree in all quasi-identifiers form a class; k is the size of the
/// smallest. Missing values count as a value of their own.
/// </summary>
/// <param name="QuasiIdentifiers">All quasi-identifiers as <c>table.column</c>; empty when the source declares none (then k is null).</param>
/// <param name="K">Smallest k over the tables, or null when nothing was declared or there are no records.</param>
/// <param name="Unique">Number of classes of one patient, summed over the tables.</param>
/// <param name="Records">Number of patient records that were classed, summed over the tables.</param>
/// <param name="UniqueShare">Unique / Records, 0 to 1.</param>
/// <param name="Tables">The same by table.</param>
public sealed record ManifestRisk(
    IReadOnlyList<string> QuasiIdentifiers,
    int? K,
    int Unique,
    int Records,
    double UniqueShare,
    IReadOnlyList<ManifestTableRisk> Tables)
{
    /// <summary>The whole report, for stewards; null in snapshots that were built before it existed.</summary>
    public RiskReport? Report { get; init; }
}

/// <summary>k-anonymity of one table. See <see cref="ManifestRisk"/>.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="QuasiIdentifiers">Its quasi-identifiers, names of columns.</param>
/// <param name="K">Patients in the smallest class, or null when the table has no rows.</param>
/// <param name="Unique">Number of classes of one patient.</param>
/// <param name="Records">Number of patient records that were classed.</param>
public sealed record ManifestTableRisk(
    string Table,
    IReadOnlyList<string> QuasiIdentifiers,
    int? K,
    int Unique,
    int Records);
