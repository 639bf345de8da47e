using System.Text.RegularExpressions;
using System.Xml.Linq;
using FSharp.Compiler.Symbols;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>What documentation comments say, as text.</summary>
internal static partial class FSharpDocumentation
{
    public static string Of(FSharpXmlDoc documentation) => documentation switch
    {
        FSharpXmlDoc.FromXmlText { Item: { NonEmpty: true } text } => Plain(string.Join("\n", text.UnprocessedLines)),
        _ => "",
    };

    private static string Plain(string comment)
    {
        if (!comment.Contains('<', StringComparison.Ordinal))
        {
            return comment.Trim();
        }

        try
        {
            var root = XElement.Parse("<doc>" + comment + "</doc>");
            return Spaces().Replace((root.Element("summary") ?? root).Value, " ").Trim();
        }
        catch (System.Xml.XmlException)
        {
            // A comment that is no XML is read as it stands.
            return comment.Trim();
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
