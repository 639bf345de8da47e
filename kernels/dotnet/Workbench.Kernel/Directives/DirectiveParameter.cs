namespace Workbench.Kernel.Directives;

/// <summary>One parameter of a directive: from it come parsing, errors, completion and help.</summary>
/// <param name="Name">With dashes, such as <c>--from</c>.</param>
/// <param name="Help">One sentence.</param>
internal sealed record DirectiveParameter(string Name, string Help)
{
    public bool IsRequired { get; init; }

    /// <summary>It may be given without its name; at most one parameter of a directive.</summary>
    public bool IsImplicit { get; init; }

    /// <summary>It takes no value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>What can stand as its value, for completion; empty where anything can.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Its value names a language; completion offers those of the notebook.</summary>
    public bool NamesLanguage { get; init; }
}
