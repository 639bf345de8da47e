using System.Collections;

namespace Workbench.Client;

/// <summary>What the columns of a cohort or table mean.</summary>
public sealed class DataDictionary : IReadOnlyList<DictionaryEntry>
{
    private readonly IReadOnlyList<DictionaryEntry> entries;

    internal DataDictionary(IReadOnlyList<DictionaryEntry> entries) => this.entries = entries;

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public DictionaryEntry this[int index] => entries[index];

    /// <inheritdoc/>
    public IEnumerator<DictionaryEntry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
