using Workbench.Kernel.Directives;

namespace Workbench.Kernel.Languages;

/// <summary>A language that cells can name. It comes into being when first code of it runs.</summary>
/// <param name="info">What it is called; known without it.</param>
/// <param name="options">The options that its <c>#!name</c> line takes; see <see cref="ITakesOptions"/>.</param>
/// <param name="create">Makes the language. Cheap: a compiler or child kernel is started by the first code that runs.</param>
internal sealed class RegisteredLanguage(LanguageInfo info, IReadOnlyList<DirectiveParameter> options, Func<ILanguage> create)
{
    private readonly Lazy<ILanguage> language = new(create);

    public LanguageInfo Info => info;

    public IReadOnlyList<DirectiveParameter> Options => options;

    /// <inheritdoc cref="Directive.Check"/>
    public Func<DirectiveCall, bool, DirectiveError?>? Check { get; set; }

    /// <summary>The language itself, made if it was not yet.</summary>
    public ILanguage Language => language.Value;

    /// <summary>The language when something has asked for it before: to look at variables makes nobody start.</summary>
    public ILanguage? Started => language.IsValueCreated ? language.Value : null;

    public bool IsCalled(string name) =>
        info.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || info.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
