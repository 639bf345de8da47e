using Workbench.Kernel.Jupyter.Comms;
using Workbench.Kernel.Languages.Children.Python;
using Workbench.Kernel.Languages.Children.R;
using Workbench.Kernel.Languages.CSharp;
using Workbench.Kernel.Languages.FSharp;
using Workbench.Kernel.Languages.Sql;
using Workbench.Kernel.Languages.JavaScript;
using Workbench.Kernel.Languages.Text;

namespace Workbench.Kernel.Languages;

/// <summary>The languages that come with the kernel, a line each.</summary>
internal static class InstalledLanguages
{
    /// <param name="comms">The way to the page, for languages that run there.</param>
    public static LanguageRegistry Register(OpenComms comms)
    {
        var languages = new LanguageRegistry();
        languages.Add(CSharpLanguage.Description, static () => new CSharpLanguage());
        languages.Add(FSharpLanguage.Description, static () => new FSharpLanguage());
        languages.Add(SqlLanguages.DuckDb, SqlLanguages.NewDuckDb, SqlLanguage.Options);
        languages.Add(PythonLanguage.Description, PythonLanguage.New);
        languages.Add(RLanguage.Description, RLanguage.New);
        languages.Add(TextLanguage.Html, static () => new TextLanguage(TextLanguage.Html, TextLanguage.RenderHtml));
        languages.Add(TextLanguage.Markdown, static () => new TextLanguage(TextLanguage.Markdown, TextLanguage.RenderMarkdown));
        languages.Add(JavaScriptLanguage.Description, () => new JavaScriptLanguage(comms));
        languages.Add(TextLanguage.Mermaid, static () => new TextLanguage(TextLanguage.Mermaid, TextLanguage.RenderMermaid));
        languages.Add(ValueLanguage.Description, static () => new ValueLanguage(), ValueLanguage.Options).Check = ValueLanguage.Check;
        return languages;
    }
}
