using System.Text;

namespace Workbench.Kernel.Languages.FSharp.Html;

/// <summary>
/// The module <c>Html</c>: a function for each element and attribute (HTML Living Standard, Index of elements and attributes). Its
/// code is compiled when a cell first names it, for that takes half a second.
/// </summary>
internal static class HtmlModule
{
    private const string Elements =
        "html head title body header footer main nav section article aside div span p a b i u s em strong small mark code pre kbd samp var sub sup q cite abbr time "
        + "blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup thead tbody tfoot tr th td figure figcaption details summary form fieldset legend label "
        + "button select optgroup option textarea output progress meter canvas audio video iframe script style svg del ins";

    private const string VoidElements = "br hr img input link meta col source wbr";

    private const string Attributes =
        "class id style title href src alt name value type width height colspan rowspan rel target for placeholder lang dir role tabindex min max step rows cols span scope align open download start";

    /// <summary>Whether the code may use the module.</summary>
    public static bool IsNamed(string code) => code.Contains("Html", StringComparison.Ordinal);

    public static string Code()
    {
        var code = new StringBuilder("""
            module Html =
                type HtmlAttribute = Workbench.Kernel.Languages.FSharp.Html.HtmlAttribute
                type HtmlElement = Workbench.Kernel.Languages.FSharp.Html.HtmlElement
                let str (text: string) : obj = box text
                let rawText (html: string) : obj = box (Microsoft.AspNetCore.Html.HtmlString html)
                let encodedText (text: string) : obj = box text
                let attr (name: string) (value: obj) = HtmlAttribute(name, value)
                let tag (name: string) (attributes: HtmlAttribute list) (content: obj list) = HtmlElement(name, attributes, content)
                let voidTag (name: string) (attributes: HtmlAttribute list) = HtmlElement(name, attributes, null)

            """);
        foreach (var name in Elements.Split(' '))
        {
            code.Append(System.Globalization.CultureInfo.InvariantCulture, $"    let ``{name}`` attributes content = tag \"{name}\" attributes content\n");
        }

        foreach (var name in VoidElements.Split(' '))
        {
            code.Append(System.Globalization.CultureInfo.InvariantCulture, $"    let ``{name}`` attributes = voidTag \"{name}\" attributes\n");
        }

        foreach (var name in Attributes.Split(' '))
        {
            code.Append(System.Globalization.CultureInfo.InvariantCulture, $"    let _{name} (value: obj) = attr \"{name}\" value\n");
        }

        return code.ToString();
    }
}
