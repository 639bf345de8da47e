using System.Text;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!lsmagic</c>: all directives with their help, from their own data.</summary>
internal sealed class ListMagics : IMagic
{
    public Directive Directive { get; } = new("#!lsmagic", "List the available magic commands.");

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        var text = new StringBuilder();
        var html = new StringBuilder();
        void Section(string title, IEnumerable<Directive> directives)
        {
            text.Append(title).Append('\n');
            html.Append("<h3>").Append(title).Append("</h3><dl>");
            foreach (var directive in directives.Where(static one => !one.IsHidden))
            {
                text.Append(DirectiveHelp.Text(directive, "    "));
                html.Append(DirectiveHelp.Html(directive));
            }

            html.Append("</dl>");
        }

        Section("Languages", context.Languages.All.Select(DirectiveCatalogue.SwitchTo));
        Section("Magic commands", context.Catalogue.Magics.Select(static magic => magic.Directive));
        context.Output.Display(new MimeBundle([new("text/plain", text.ToString().TrimEnd()), new("text/html", html.ToString())]));
        return null;
    }
}
