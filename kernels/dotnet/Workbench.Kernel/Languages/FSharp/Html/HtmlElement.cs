using System.Collections;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Languages.FSharp.Html;

/// <summary>An element of HTML made in F#: <c>div [ _id "x" ] [ str "text"; b [] [ 42 ] ]</c>. Texts are encoded, other values shown as outputs show them.</summary>
public sealed class HtmlElement : IHtmlContent
{
    private readonly string tag;
    private readonly IReadOnlyList<HtmlAttribute> attributes;
    private readonly IEnumerable<object?>? content;

    /// <param name="content">Null for an element that has none, such as <c>br</c>.</param>
    public HtmlElement(string tag, IEnumerable<HtmlAttribute> attributes, IEnumerable<object?>? content)
    {
        this.tag = tag;
        this.attributes = [.. attributes];
        this.content = content is null ? null : [.. content];
    }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write('<');
        writer.Write(tag);
        foreach (var attribute in attributes)
        {
            attribute.WriteTo(writer, encoder);
        }

        writer.Write('>');
        if (content is null)
        {
            return;
        }

        foreach (var part in content)
        {
            Write(part, writer, encoder);
        }

        writer.Write("</");
        writer.Write(tag);
        writer.Write('>');
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static void Write(object? part, TextWriter writer, HtmlEncoder encoder)
    {
        switch (part)
        {
            case IHtmlContent html:
                html.WriteTo(writer, encoder);
                break;
            case string text:
                encoder.Encode(writer, text);
                break;
            case IEnumerable<IHtmlContent> many:
                foreach (var one in (IEnumerable)many)
                {
                    Write(one, writer, encoder);
                }

                break;
            default:
                writer.Write(part.ToDisplayString(HtmlFormatter.MimeType));
                break;
        }
    }
}
