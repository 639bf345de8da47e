using System.Diagnostics.CodeAnalysis;
using Workbench.Kernel.Directives;

namespace Workbench.Kernel.Languages;

/// <summary>
/// The languages of this notebook by their names. Those that come with the kernel are registered at the start
/// (<see cref="InstalledLanguages"/>), others by <c>#!connect</c>. It may be asked from every thread.
/// </summary>
internal sealed class LanguageRegistry
{
    private volatile RegisteredLanguage[] languages = [];

    /// <summary>In the order of registration.</summary>
    public IReadOnlyList<RegisteredLanguage> All => languages;

    /// <summary>The language of cells that name none.</summary>
    public RegisteredLanguage Default { get; private set; } = null!;

    /// <summary>
    /// Cells go to their language as they were written, directives and all: whoever runs them knows directives of its own.
    /// </summary>
    public bool TakesCellsWhole { get; init; }

    /// <summary>Registers a language, which is made when it is first needed.</summary>
    /// <exception cref="InvalidOperationException">One of its names is taken: ask <see cref="TryFind"/> before.</exception>
    public RegisteredLanguage Add(LanguageInfo info, Func<ILanguage> create, params IReadOnlyList<DirectiveParameter> options)
    {
        foreach (var name in info.Aliases.Prepend(info.Name))
        {
            if (TryFind(name, out var other))
            {
                throw new InvalidOperationException($"'{name}' is a name of {other.Info.Title} already.");
            }
        }

        var added = new RegisteredLanguage(info, options, create);
        languages = [.. languages, added];
        Default ??= added;
        return added;
    }

    /// <summary>Makes a registered language the one of cells that name none.</summary>
    public bool TrySetDefault(string name)
    {
        if (!TryFind(name, out var language))
        {
            return false;
        }

        Default = language;
        return true;
    }

    /// <param name="name">A name or alias; case does not count.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out RegisteredLanguage? language)
    {
        language = Array.Find(languages, one => one.IsCalled(name));
        return language is not null;
    }
}
