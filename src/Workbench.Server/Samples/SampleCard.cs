namespace Workbench.Server.Samples;

/// <summary>What a sample says about itself, by its author.</summary>
/// <param name="Teaches">What somebody can do after working through it.</param>
/// <param name="Cohorts">Names of the cohorts it needs; may be none.</param>
/// <param name="Languages">Languages of its cells; at least one.</param>
/// <param name="Minutes">How long it takes.</param>
internal sealed record SampleText(string Title, string Teaches, IReadOnlyList<string> Cohorts, IReadOnlyList<string> Languages, int Minutes);

/// <summary>A sample on the shelf.</summary>
/// <param name="Author">Name of the person who published it; null for the product's own.</param>
/// <param name="AuthorName">For people.</param>
/// <param name="Edition">From 1; rises with every update.</param>
/// <param name="Published">When this edition was published (UTC).</param>
internal sealed record SampleCard(
    string Id, SampleText Text, string? Author, string AuthorName, int Edition, DateTimeOffset Published, bool Withdrawn);
