using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Charts;

/// <summary>
/// Plotly.NET charts leave as data, <c>application/vnd.plotly.v1+json</c>, never as script: the page draws them with its
/// own plotly.js under a content security policy that forbids foreign script.
/// </summary>
internal static class ChartFormatters
{
    public const string MimeType = "application/vnd.plotly.v1+json";

    /// <summary>CSS pixels; the width is the page's.</summary>
    private const int DefaultHeight = 420;

    public static void Register()
    {
        // Plotly.NET writes a 6 kB light template and a fixed square into every chart. Without them the page can use its
        // own light or dark template and all of its width; what somebody sets in a notebook stays.
        Defaults.DefaultTemplate = new Template();
        Defaults.DefaultHeight = DefaultHeight;

        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Json(chart)), MimeType);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Words(chart)), PlainTextFormatter.MimeType);
        // Only where a chart stands inside something else, such as a list.
        Formatter.Register<GenericChart>((chart, writer) => TableHtml.Element(writer, "span", "wb-note", Words(chart)), HtmlFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), MimeType, PlainTextFormatter.MimeType);
        OwnForms.Remember(typeof(GenericChart));
    }

    private static string Json(GenericChart chart) => PlotlyFigure.ForPage(GenericChart.toJson(chart), Defaults.DefaultWidth);

    private static string Words(GenericChart chart) => PlotlyFigure.InWords(GenericChart.toJson(chart));
}
