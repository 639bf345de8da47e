using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Jupyter.Formatting;

namespace Workbench.Kernel.Api;

/// <summary>How LaTeX is shown; asked for by the formatting library when it first meets one of the types.</summary>
internal sealed class LaTeXFormatters : ITypeFormatterSource
{
    public const string MimeType = "text/latex";

    public IEnumerable<ITypeFormatter> CreateTypeFormatters()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(LaTeXString), MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(MathString), MimeType);
        return
        [
            new AsText<LaTeXString>(MimeType),
            new AsText<MathString>(MimeType),
            new AsText<LaTeXString>(PlainTextFormatter.MimeType),
            new AsText<MathString>(PlainTextFormatter.MimeType),
        ];
    }

    private sealed class AsText<T>(string mimeType) : TypeFormatter<T>
    {
        public override string MimeType => mimeType;

        public override bool Format(T value, FormatContext context)
        {
            context.Writer.Write(value);
            return true;
        }
    }
}
