using System.Text.Json;

namespace Workbench.Compatibility;

/// <summary>
/// Code that ends only when it is interrupted, by language: what <c>interrupts.json</c> lists. The tests hold that each stops and keeps the
/// state; the benchmark says how soon.
/// </summary>
public static class InterruptWorkloads
{
    private static readonly Dictionary<string, string[]> All =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "interrupts.json"))) ?? [];

    /// <summary>The languages, by the names that cells call them.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    public static IReadOnlyList<string> In(string language) => All[language];
}
