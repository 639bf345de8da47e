using Workbench.Governance.Cohorts;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>A sample in the gallery, as the caller stands to it.</summary>
/// <param name="Cohorts">The cohorts it needs, with the caller's access to each.</param>
/// <param name="Published">When this edition was published.</param>
/// <param name="Mine">True when the caller is its author.</param>
public sealed record SampleRow(
    string Id, string Title, string Teaches, IReadOnlyList<SampleCohort> Cohorts, IReadOnlyList<string> Languages, int Minutes,
    string Author, int Edition, DateTimeOffset Published, bool Mine)
{
    internal static SampleRow Of(SampleCard card, Caller caller, IReadOnlyList<CohortAccess> access) => new(
        card.Id, card.Text.Title, card.Text.Teaches,
        [.. card.Text.Cohorts.Select(name => new SampleCohort(
            name, access.FirstOrDefault(one => one.Cohort.Name == name)?.State ?? AccessState.None))],
        card.Text.Languages, card.Text.Minutes, card.AuthorName, card.Edition, card.Published, card.Author == caller.Name);
}

/// <param name="Access">none, requested or granted.</param>
public sealed record SampleCohort(string Name, AccessState Access);
