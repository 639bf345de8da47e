namespace Workbench.Cohorts.Snapshots;

/// <summary>How the patients of a table spread over the values of one column, for a bar chart.</summary>
/// <param name="Table">The table that was counted.</param>
/// <param name="Column">The column that was counted.</param>
/// <param name="Title">What to write above the bars.</param>
/// <param name="Kind">What is counted: <c>age</c>, <c>sex</c>, <c>stage</c>, <c>treatment</c> or <c>other</c>.</param>
/// <param name="Bars">The bars in the order to show them.</param>
public sealed record ManifestCount(
    string Table,
    string Column,
    string Title,
    string Kind,
    IReadOnlyList<ManifestBar> Bars);

/// <summary>One bar.</summary>
/// <param name="Label">The value or the range of values; <c>(missing)</c> for rows without one.</param>
/// <param name="Patients">Number of different patients, or null where it is below the cohort's cell threshold (or could be worked out from the others).</param>
public sealed record ManifestBar(string Label, int? Patients);
