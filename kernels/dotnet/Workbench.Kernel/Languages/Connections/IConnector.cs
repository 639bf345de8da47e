using Workbench.Kernel.Directives;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Languages.Connections;

/// <summary>A kind of thing that <c>#!connect</c> makes a language of the notebook.</summary>
internal interface IConnector
{
    /// <summary>The word after <c>#!connect</c>, such as <c>sqlite</c>.</summary>
    string Kind { get; }

    /// <summary>One sentence.</summary>
    string Help { get; }

    /// <summary>All parameters but <c>--kernel-name</c>, which each kind has.</summary>
    IReadOnlyList<DirectiveParameter> Parameters { get; }

    /// <summary>Connects, and finds out whether it can be reached; runs on the cell's thread and stops with the cell.</summary>
    /// <param name="name">What the user calls it.</param>
    /// <param name="values">The other parameters by name with dashes; a flag that was given has an empty value.</param>
    /// <returns>The language, or why there is none, in a sentence for the user.</returns>
    (ConnectedLanguage? Language, string? Refusal) Connect(string name, IReadOnlyDictionary<string, string> values, RunningCell running);
}

/// <summary>A language that was connected. Its name need not be the one that the user gave: a database called N is <c>sql-N</c>.</summary>
/// <param name="Options">The options of its <c>#!name</c> line; see <see cref="ITakesOptions"/>.</param>
internal sealed record ConnectedLanguage(ILanguage Language, params IReadOnlyList<DirectiveParameter> Options)
{
    public LanguageInfo Info => Language.Info;

    public IEnumerable<string> Names => Info.Aliases.Prepend(Info.Name);
}
