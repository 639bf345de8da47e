namespace Workbench.Kernel.Notebooks;

/// <summary>
/// The names that cells have declared so far. A notebook may declare a name again; a program may not, so that the second is numbered.
/// </summary>
internal sealed class TopLevelNames
{
    private readonly Dictionary<string, int> declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>What the name is called from here on.</summary>
    public string Current(string name) => declared.TryGetValue(name, out var count) && count > 1 ? $"{name}_{count}" : name;

    public void Declare(string name) => declared[name] = declared.GetValueOrDefault(name) + 1;

    public void Use(string name) => used.Add(name);

    public bool Uses(string name) => used.Contains(name);

    public bool IsDeclared(string name) => declared.ContainsKey(name);
}
