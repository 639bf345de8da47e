using System.Net;
using System.Text;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!who</c> and <c>#!whos</c>: what the language in which they stand holds.</summary>
internal sealed class ListVariables(string name, string help, bool withValues) : IMagic
{
    public Directive Directive { get; } = new(name, help);

    public DirectiveError? Run(DirectiveCall call, MagicContext context)
    {
        if (!context.Languages.TryFind(call.Language, out var language) || language.Language is not IValueHolder holder)
        {
            return call.Error(DirectiveErrorCodes.Refused, $"The language '{call.Language}' has no variables.");
        }

        var values = holder.Values;
        context.Output.Display(withValues ? Table(values) : Names(values));
        return null;
    }

    private static MimeBundle Names(IReadOnlyList<HeldValue> values)
    {
        var names = string.Join("\t ", values.Select(static value => value.Name));
        return new MimeBundle([new("text/plain", names), new("text/html", $"<div>{WebUtility.HtmlEncode(names)}</div>")]);
    }

    private static MimeBundle Table(IReadOnlyList<HeldValue> values)
    {
        var html = new StringBuilder("<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>");
        foreach (var value in values)
        {
            html.Append("<tr><td>").Append(WebUtility.HtmlEncode(value.Name)).Append("</td><td>").Append(WebUtility.HtmlEncode(value.FullType))
                .Append("</td><td>").Append(WebUtility.HtmlEncode(value.Preview)).Append("</td></tr>");
        }

        html.Append("</tbody></table>");
        return new MimeBundle([new("text/plain", TextColumns.Align(["Variable", "Type", "Value"], values.Select(static value => new[] { value.Name, value.FullType, value.Preview }))), new("text/html", html.ToString())]);
    }
}
