using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages.Text;

/// <summary>A language whose code is shown, not run: HTML, Markdown, Mermaid.</summary>
/// <param name="render">Makes of the code what is shown, by media type.</param>
internal sealed class TextLanguage(LanguageInfo info, Func<string, MimeBundle> render) : ILanguage
{
    public static LanguageInfo Html { get; } = new("html", [], "HTML", "5") { MimeType = "text/html", FileExtension = ".html", Lexer = "html" };

    public static LanguageInfo Markdown { get; } = new("markdown", ["md"], "Markdown", "") { MimeType = "text/markdown", FileExtension = ".md", Lexer = "markdown" };

    public static LanguageInfo Mermaid { get; } = new("mermaid", [], "Mermaid", "11") { MimeType = "text/vnd.mermaid", FileExtension = ".mmd" };

    public LanguageInfo Info => info;

    public static MimeBundle RenderHtml(string code) => new([new("text/plain", code), new("text/html", code)]);

    /// <summary>The page draws it; clients that cannot show the source.</summary>
    public static MimeBundle RenderMermaid(string code) => new([new("text/plain", code), new("text/vnd.mermaid", code)]);

    public static MimeBundle RenderMarkdown(string code) => new([new("text/plain", code), new("text/html", MarkdownText.ToHtml(code))]);

    public CellEnd Run(string code, string name, RunningCell running)
    {
        if (!string.IsNullOrWhiteSpace(code))
        {
            running.Output.Display(render(code.Trim('\n')));
        }

        return new CellEnd.Ok(null, HasValue: false);
    }
}
