using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Kernel.Api;

// The namespace in which older notebooks look for it.
namespace Microsoft.DotNet.Interactive.Jupyter.Formatting;

/// <summary>A formula that is shown as LaTeX on lines of its own; dollar signs round it are added where they are missing.</summary>
[TypeFormatterSource(typeof(LaTeXFormatters))]
public sealed class MathString(string latexCode)
{
    private const string Mark = "$$";

    public override string ToString() =>
        (latexCode.StartsWith(Mark, StringComparison.Ordinal) ? "" : Mark) + latexCode + (latexCode.EndsWith(Mark, StringComparison.Ordinal) ? "" : Mark);

    public static implicit operator MathString(string source) => new(source);
}
