using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Client.Formatting.Charts;

/// <summary>
/// The one place where what Plotly.NET 6 writes (the schema of plotly.js 2) becomes what the page's plotly.js 3 reads.
/// </summary>
internal static class PlotlyFigure
{
    /// <param name="json">A figure {data, layout, config} as Plotly.NET writes it.</param>
    /// <param name="defaultWidth">The width that Plotly.NET gives a chart of which nobody set one.</param>
    public static string ForPage(string json, int defaultWidth)
    {
        var figure = JsonNode.Parse(json)!.AsObject();
        PlotlySchema.Modernise(figure);
        if (figure["layout"] is JsonObject layout)
        {
            if (layout["template"] is JsonObject { Count: 0 })
            {
                layout.Remove("template");
            }
            if (layout["width"] is JsonValue width && width.TryGetValue(out int pixels) && pixels == defaultWidth)
            {
                layout.Remove("width");
                layout["autosize"] = true;
            }
            Margins(layout);
        }
        return figure.ToJsonString();
    }

    /// <summary>Long names of patients' groups or measurements are not cut off at the chart's edge.</summary>
    private static void Margins(JsonObject layout)
    {
        foreach (var (name, axis) in layout)
        {
            if ((name.StartsWith("xaxis", StringComparison.Ordinal) || name.StartsWith("yaxis", StringComparison.Ordinal)) && axis is JsonObject settings)
            {
                settings.TryAdd("automargin", true);
            }
        }
    }

    /// <summary>The chart in one line, without a value of its data: for clients that draw no charts.</summary>
    public static string InWords(string json)
    {
        using var figure = JsonDocument.Parse(json);
        var traces = figure.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
            ? data.EnumerateArray().Select(Kind).ToArray()
            : [];
        return $"Chart with {traces.Length} {(traces.Length == 1 ? "trace" : "traces")}"
            + (traces.Length == 0 ? string.Empty : $": {string.Join(", ", traces.GroupBy(kind => kind).Select(group => group.Count() == 1 ? group.Key : $"{group.Count()} × {group.Key}"))}");
    }

    private static string Kind(JsonElement trace) =>
        trace.TryGetProperty("type", out var type) ? type.GetString() ?? "scatter" : "scatter";
}
