namespace Workbench.Kernel.Directives;

/// <summary>
/// A directive ("magic command") as data: parsing, errors, completion and help come from it. What it does is said by the
/// <see cref="Magics.IMagic"/> that carries it, or, for a line such as <c>#!fsharp</c>, by the language that it switches to.
/// </summary>
/// <param name="Name">With its mark, such as <c>#!share</c>.</param>
/// <param name="Help">One sentence.</param>
internal sealed record Directive(string Name, string Help)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<DirectiveParameter> Parameters { get; init; } = [];

    /// <summary>The kinds of <c>#!connect</c>: a word after the name that brings parameters of its own.</summary>
    public IReadOnlyList<Directive> Subcommands { get; init; } = [];

    /// <summary>The languages in which it is one; null for all.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Neither completion nor <c>#!lsmagic</c> show it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The rest of its line is one value, whatever it holds: <c>#r</c> and <c>#i</c>.</summary>
    public bool TakesLine { get; init; }

    /// <summary>
    /// Finds what is wrong with parameters that are right one by one, before anything runs. The flag says whether code follows, for a
    /// language's line.
    /// </summary>
    public Func<DirectiveCall, bool, DirectiveError?>? Check { get; init; }

    public bool IsCalled(string name) => Name.Equals(name, StringComparison.Ordinal) || Aliases.Contains(name, StringComparer.Ordinal);
}
