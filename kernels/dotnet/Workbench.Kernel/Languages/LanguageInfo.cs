namespace Workbench.Kernel.Languages;

/// <summary>What clients and magics call a language.</summary>
/// <param name="Name">The name that cells' metadata carry, such as <c>csharp</c>.</param>
/// <param name="Aliases">Other names after <c>#!</c>, such as <c>c#</c>.</param>
/// <param name="Title">The language's own name, such as C#.</param>
/// <param name="Version">Its version, in the language's own counting.</param>
internal sealed record LanguageInfo(string Name, IReadOnlyList<string> Aliases, string Title, string Version)
{
    /// <summary>The media type of source text ("Messaging in Jupyter", kernel info).</summary>
    public string MimeType { get; init; } = "text/plain";

    /// <summary>With the dot, such as <c>.cs</c>.</summary>
    public string FileExtension { get; init; } = ".txt";

    /// <summary>Why the language cannot run on this machine, naming what to install; null where it can. Asked each time.</summary>
    public Func<string?> WhyMissing { get; init; } = static () => null;

    /// <summary>What Pygments, which exporters colour code with, calls the language.</summary>
    public string Lexer { get; init; } = "text";
}
