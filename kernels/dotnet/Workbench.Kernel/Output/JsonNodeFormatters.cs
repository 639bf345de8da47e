using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>A <see cref="JsonNode"/> is shown as the JSON that it is, and not as the properties of an object that knows its own parent.</summary>
internal static class JsonNodeFormatters
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Register()
    {
        Formatter.Register<JsonNode>(WriteTree, HtmlFormatter.MimeType);
        Formatter.Register<JsonNode>(static (node, writer) => writer.Write(node.ToJsonString(Indented)), PlainTextFormatter.MimeType);
    }

    private static bool WriteTree(JsonNode node, FormatContext context)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        Formatter.FormatTo(document.RootElement, context, HtmlFormatter.MimeType);
        return true;
    }
}
