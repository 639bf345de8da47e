using System.Net;
using System.Text;

namespace Workbench.Kernel.Directives;

/// <summary>Writes what a directive's data say about it.</summary>
internal static class DirectiveHelp
{
    /// <summary>Usage, help and parameters as lines of text.</summary>
    public static string Text(Directive directive, string indent = "")
    {
        var text = new StringBuilder().Append(indent).Append(Usage(directive)).Append('\n').Append(indent).Append("    ").Append(directive.Help).Append('\n');
        foreach (var parameter in directive.Parameters)
        {
            text.Append(indent).Append("    ").Append(parameter.Name).Append(": ").Append(parameter.Help).Append('\n');
        }

        foreach (var subcommand in directive.Subcommands)
        {
            text.Append(Text(subcommand, indent + "    "));
        }

        return text.ToString();
    }

    /// <summary>The same as Markdown, for the editor.</summary>
    public static string Markdown(Directive directive) =>
        new StringBuilder().Append("```\n").Append(Usage(directive)).Append("\n```\n\n").Append(directive.Help).Append('\n')
            .AppendJoin("", directive.Parameters.Select(static parameter => $"\n- `{parameter.Name}`: {parameter.Help}"))
            .AppendJoin("", directive.Subcommands.Select(static one => $"\n- `{one.Name}`: {one.Help}")).ToString();

    /// <summary>The same as the terms of an HTML definition list.</summary>
    public static string Html(Directive directive)
    {
        var html = new StringBuilder().Append("<dt><code>").Append(WebUtility.HtmlEncode(Usage(directive))).Append("</code></dt><dd>").Append(WebUtility.HtmlEncode(directive.Help));
        if (directive.Parameters.Count + directive.Subcommands.Count > 0)
        {
            html.Append("<ul>")
                .AppendJoin("", directive.Parameters.Select(static one => $"<li><code>{one.Name}</code> {WebUtility.HtmlEncode(one.Help)}</li>"))
                .AppendJoin("", directive.Subcommands.Select(static one => $"<li><code>{WebUtility.HtmlEncode(Usage(one))}</code> {WebUtility.HtmlEncode(one.Help)}</li>"))
                .Append("</ul>");
        }

        return html.Append("</dd>").ToString();
    }

    /// <summary>Such as <c>#!share &lt;name&gt; --from &lt;value&gt; [--as &lt;value&gt;]</c>.</summary>
    public static string Usage(Directive directive)
    {
        var words = directive.Parameters.Select(static parameter =>
        {
            var name = parameter.Name.StartsWith('-') ? parameter.Name : "";
            var word = parameter.IsFlag ? name : parameter.IsImplicit ? $"[{name}] <{parameter.Name.TrimStart('-')}>" : $"{name} <value>";
            return parameter.IsRequired ? word : $"[{word}]";
        });
        return string.Join(' ', [string.Join(", ", directive.Aliases.Prepend(directive.Name)), .. words, .. directive.Subcommands.Count > 0 ? ["<kind>"] : Array.Empty<string>()]);
    }
}
