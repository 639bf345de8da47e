using System.Collections;
using System.Text.Encodings.Web;

namespace Workbench.Kernel.Languages.FSharp.Html;

/// <summary>An attribute of an element, such as <c>_class "title"</c> or <c>_style ["color: blue"; "margin: 0"]</c>.</summary>
public sealed class HtmlAttribute(string name, object? value)
{
    /// <summary>Writes it with a blank before it.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write(' ');
        writer.Write(name);
        writer.Write("=\"");
        encoder.Encode(writer, value is IEnumerable many and not string ? string.Join(name == "style" ? "; " : " ", many.Cast<object>()) : value?.ToString() ?? "");
        writer.Write('"');
    }
}
