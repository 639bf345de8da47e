using System.Collections;

namespace Workbench.Client;

/// <summary>The cohorts of a workbench, by name.</summary>
public sealed class CohortCatalogue : IReadOnlyList<CohortSummary>
{
    private readonly IReadOnlyList<CohortSummary> cohorts;

    internal CohortCatalogue(IReadOnlyList<CohortSummary> cohorts) => this.cohorts = cohorts;

    /// <inheritdoc/>
    public int Count => cohorts.Count;

    /// <inheritdoc/>
    public CohortSummary this[int index] => cohorts[index];

    /// <inheritdoc/>
    public IEnumerator<CohortSummary> GetEnumerator() => cohorts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
