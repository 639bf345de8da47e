using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Server.Samples;

/// <summary>What an instructor fills in to publish or update a sample.</summary>
/// <param name="Path">The notebook, in the instructor's own workspace. It is published without outputs.</param>
/// <param name="Teaches">What somebody can do after working through it.</param>
/// <param name="Cohorts">Names of the cohorts it needs; may be none.</param>
/// <param name="Languages">Languages of its cells; at least one.</param>
/// <param name="Minutes">How long it takes, 1 to 600.</param>
public sealed record SampleDraft(
    string Path, string Title, string Teaches, IReadOnlyList<string> Cohorts, IReadOnlyList<string> Languages, int Minutes)
{
    private const int LongestTitle = 120;
    private const int LongestTeaches = 1000;
    private const int MostNames = 20;

    internal SampleText ToText() => new(
        Title.Trim(), Teaches.Trim(), [.. Cohorts.Distinct(StringComparer.Ordinal)], [.. Languages.Select(one => one.Trim()).Distinct(StringComparer.Ordinal)], Minutes);

    /// <summary>The first thing that is wrong, or null.</summary>
    internal async Task<Refusal?> CheckAsync(GovernanceContext governance, CancellationToken cancel)
    {
        var wrong = string.IsNullOrWhiteSpace(Title) || Title.Length > LongestTitle ? $"A sample needs a title of at most {LongestTitle} characters."
            : string.IsNullOrWhiteSpace(Teaches) || Teaches.Length > LongestTeaches ? $"Say in at most {LongestTeaches} characters what the sample teaches."
            : Languages.Count is 0 or > MostNames || Languages.Any(one => string.IsNullOrWhiteSpace(one) || one.Length > 40) ? "A sample needs at least one language."
            : Cohorts.Count > MostNames ? $"A sample names at most {MostNames} cohorts."
            : Minutes is < 1 or > 600 ? "A sample takes 1 to 600 minutes."
            : null;
        if (wrong is not null)
        {
            return new Refusal(RefusalCodes.Invalid, wrong, NextStep: "Correct the entry and send it again; nothing was changed.");
        }

        var known = await governance.Cohorts.Where(cohort => Cohorts.Contains(cohort.Name)).Select(cohort => cohort.Name).ToListAsync(cancel);
        return Cohorts.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? new Refusal(RefusalCodes.CohortUnknown, $"There is no cohort \"{unknown}\".", NextStep: "Check the spelling.")
            : null;
    }
}
