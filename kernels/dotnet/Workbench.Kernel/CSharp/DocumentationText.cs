using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.CSharp;

/// <summary>A symbol's documentation comment as plain text.</summary>
internal sealed class DocumentationText
{
    private readonly XElement? comment;

    public DocumentationText(ISymbol symbol)
    {
        try
        {
            comment = symbol.GetDocumentationCommentXml(expandIncludes: true) is { Length: > 0 } xml ? XElement.Parse("<doc>" + xml + "</doc>") : null;
        }
        catch (XmlException)
        {
            // A broken comment is none.
        }
    }

    public string Summary => Text(comment?.Descendants("summary").FirstOrDefault());

    public string Returns => Text(comment?.Descendants("returns").FirstOrDefault());

    public string Parameter(string name) => Text(comment?.Descendants("param").FirstOrDefault(one => one.Attribute("name")?.Value == name));

    private static string Text(XElement? element) => element is null ? "" : string.Join(' ', Words(element).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Words(XElement element) => string.Concat(element.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { HasElements: false, IsEmpty: true } reference => (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name"))?.Value.Split(':')[^1].Split('.')[^1] ?? "",
        XElement inner => Words(inner) + " ",
        _ => "",
    }));
}
