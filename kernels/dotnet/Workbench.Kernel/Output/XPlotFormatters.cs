using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>XPlot's Plotly charts leave as data, like all charts here: the library itself offers only a script, in which the data stand.</summary>
internal static partial class XPlotFormatters
{
    private const string MimeType = "application/vnd.plotly.v1+json";

    public static void Register(Assembly assembly)
    {
        if (assembly.GetType("XPlot.Plotly.PlotlyChart") is not { } type || type.GetMethod("GetInlineJS", Type.EmptyTypes) is not { } script)
        {
            return;
        }

        Formatter.Register(type, (chart, writer) => writer.Write(Figure((string?)script.Invoke(chart, null) ?? "")), MimeType);
        Formatter.Register(type, static (_, writer) => writer.Write("Plotly chart"), PlainTextFormatter.MimeType);
        Formatter.Register(type, static (_, writer) => writer.Write("<span class=\"wb-note\">Plotly chart</span>"), HtmlFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, MimeType, PlainTextFormatter.MimeType);
        OwnForms.Remember(type);
    }

    private static string Figure(string script)
    {
        var data = Json(Data().Match(script)) ?? "[]";
        var layout = Json(Layout().Match(script)) ?? "{}";
        return $"{{\"data\":{data},\"layout\":{layout},\"config\":{{\"responsive\":true}}}}";
    }

    private static string? Json(Match match)
    {
        try
        {
            using var document = JsonDocument.Parse(match.Groups["json"].Value);
            return document.RootElement.ValueKind == JsonValueKind.String ? null : match.Groups["json"].Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"var data = (?<json>.*?);\s*var layout", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"var layout = (?<json>.*?);\s*Plotly\.newPlot", RegexOptions.Singleline)]
    private static partial Regex Layout();
}
