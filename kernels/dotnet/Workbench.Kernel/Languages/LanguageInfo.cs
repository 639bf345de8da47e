namespace Workbench.Kernel.Languages;

/// <summary>What clients and magics call a language.</summary>
/// <param name="Name">The name that cells' metadata carry, such as <c>csharp</c>.</param>
/// <param name="Aliases">Other names after <c>#!</c>, such as <c>c#</c>.</param>
/// <param name="Title">The language's own name, such as C#.</param>
/// <param name="Version">Its version, in the language's own counting.</param>
internal sealed record LanguageInfo(string Name, IReadOnlyList<string> Aliases, string Title, string Version);
