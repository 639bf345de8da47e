using Workbench.Kernel.Directives.Magics;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Directives;

/// <summary>All directives of this notebook: those of the magics, and one for each language.</summary>
internal sealed class DirectiveCatalogue(LanguageRegistry languages, IReadOnlyList<IMagic> magics)
{
    public IReadOnlyList<IMagic> Magics => magics;

    /// <inheritdoc cref="LanguageRegistry.TakesCellsWhole"/>
    public bool TakesCellsWhole => languages.TakesCellsWhole;

    /// <summary>The line that switches to a language.</summary>
    public static Directive SwitchTo(RegisteredLanguage language) => new("#!" + language.Info.Name, $"Run the code that follows as {language.Info.Title}.")
    {
        Aliases = [.. language.Info.Aliases.Select(static alias => "#!" + alias)],
        Parameters = language.Options,
        Check = language.Check,
    };

    /// <summary>Whether the directive looks itself at values such as <c>@fsharp:x</c>, which for others are filled in as text.</summary>
    public bool KeepsVariables(Directive directive) => magics.Any(magic => magic is SetValue && ReferenceEquals(magic.Directive, directive));

    /// <summary>Those that can be used in a language, languages first.</summary>
    public IEnumerable<Directive> In(string language) => languages.All.Select(SwitchTo)
        .Concat(magics.Select(static magic => magic.Directive).Where(directive => directive.Languages?.Contains(language) != false));

    /// <summary>The language that a line switches to; null where the first word names none.</summary>
    public RegisteredLanguage? LanguageOf(string firstWord) =>
        firstWord.StartsWith("#!", StringComparison.Ordinal) && languages.TryFind(firstWord[2..], out var language) ? language : null;

    /// <summary>The magic that the first word of a line calls in a language; null where there is none.</summary>
    public IMagic? MagicOf(string firstWord, string language) =>
        magics.FirstOrDefault(magic => magic.Directive.IsCalled(firstWord) && magic.Directive.Languages?.Contains(language) != false);
}
