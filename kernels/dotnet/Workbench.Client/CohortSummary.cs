using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>A cohort in the catalogue.</summary>
/// <param name="Name">What <see cref="Cohorts.Open"/> takes.</param>
/// <param name="Patients">Patients in the newest version.</param>
/// <param name="Version">The version that opening it would take; null when nothing is published yet.</param>
/// <param name="Tables">Names of its tables.</param>
/// <param name="Access">"none", "requested" or "granted".</param>
/// <param name="Level">What your permit lets through: "aggregate", "rows" or "images"; null without a permit.</param>
/// <param name="Until">When your permit ends; null without a permit.</param>
public sealed record CohortSummary(
    string Name, string Title, string Disease, string Description, int Patients, int? Version,
    IReadOnlyList<string> Tables, string Access, string? Level, DateTimeOffset? Until)
{
    internal static CohortSummary Of(CohortEntry entry) => new(
        entry.Name, entry.Title, entry.Disease, entry.Description, entry.Patients, entry.Version,
        [.. entry.Tables.Select(table => table.Name)], entry.Access, entry.Permit?.Level, entry.Permit?.Until);
}
