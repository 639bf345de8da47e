using System.Text.Encodings.Web;

namespace Workbench.Client.Formatting.Tables;

/// <summary>
/// A table as HTML. Only classes say how it looks (<c>wb-table</c>, <c>wb-number</c>, <c>wb-key</c>, <c>wb-missing</c>,
/// <c>wb-title</c>, <c>wb-note</c>): the page has the colours, for light and dark. Every text is encoded.
/// </summary>
internal static class TableHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static void Write(TableView view, TextWriter writer)
    {
        writer.Write("<div class=\"wb-table\">");
        if (view.Title is { } title)
        {
            Element(writer, "p", "wb-title", title);
        }
        if (view.Columns.Count > 0)
        {
            writer.Write("<table><thead><tr>");
            if (view.Keys is not null)
            {
                Element(writer, "th", "wb-key", view.KeyTitle);
            }
            foreach (var column in view.Columns)
            {
                Heading(writer, column);
            }
            writer.Write("</tr></thead><tbody>");
            for (var row = 0; row < view.Rows.Count; row++)
            {
                Row(writer, view, row);
            }
            writer.Write("</tbody></table>");
        }
        if (TableNote.For(view) is { Length: > 0 } note)
        {
            Element(writer, "p", "wb-note", note);
        }
        writer.Write("</div>");
    }

    public static void Element(TextWriter writer, string tag, string cssClass, string text)
    {
        writer.Write($"<{tag} class=\"{cssClass}\">");
        Encoder.Encode(writer, text);
        writer.Write($"</{tag}>");
    }

    private static void Heading(TextWriter writer, TableColumn column)
    {
        writer.Write(column.IsNumber ? "<th scope=\"col\" class=\"wb-number\"" : "<th scope=\"col\"");
        if (column.Hint is { } hint)
        {
            writer.Write(" title=\"");
            Encoder.Encode(writer, hint);
            writer.Write('"');
        }
        writer.Write('>');
        Encoder.Encode(writer, CellText.Cut(column.Name));
        writer.Write("</th>");
    }

    private static void Row(TextWriter writer, TableView view, int row)
    {
        writer.Write("<tr>");
        if (view.Keys is { } keys)
        {
            writer.Write("<th scope=\"row\" class=\"wb-key\">");
            Encoder.Encode(writer, keys[row]);
            writer.Write("</th>");
        }
        for (var column = 0; column < view.Columns.Count; column++)
        {
            if (view.Rows[row][column] is { } text)
            {
                writer.Write(view.Columns[column].IsNumber ? "<td class=\"wb-number\">" : "<td>");
                Encoder.Encode(writer, text);
                writer.Write("</td>");
            }
            else
            {
                writer.Write("<td class=\"wb-missing\">missing</td>");
            }
        }
        writer.Write("</tr>");
    }
}
