using Workbench.Kernel.Api;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Text that is shown as LaTeX.</summary>
[TypeFormatterSource(typeof(LaTeXFormatters))]
public sealed class LaTeXString(string latexCode)
{
    public override string ToString() => latexCode;

    public static implicit operator LaTeXString(string source) => new(source);
}
