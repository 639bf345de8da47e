using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Client.Formatting.Charts;

/// <summary>
/// Rewrites attributes that plotly.js 3.0.0 dropped (its changelog of 2025-01-27, "Removed") into those it has, and
/// numbers that JSON cannot hold into gaps.
/// </summary>
internal static class PlotlySchema
{
    private static readonly (string Old, string New)[] TitleParts =
        [("titlefont", "font"), ("titleside", "side"), ("titleposition", "position"), ("titleoffset", "standoff")];

    public static void Modernise(JsonNode node)
    {
        switch (node)
        {
            case JsonObject item:
                Titles(item);
                Annotation(item);
                Ticks(item);
                Trace(item);
                foreach (var child in item.Select(pair => pair.Value).OfType<JsonNode>().ToArray())
                {
                    Modernise(child);
                }
                break;
            case JsonArray items:
                Gaps(items);
                foreach (var child in items.OfType<JsonNode>())
                {
                    if (child is not JsonValue)
                    {
                        Modernise(child);
                    }
                }
                break;
        }
    }

    /// <summary>A title that is only a text, and the parts of a title that stood beside it.</summary>
    private static void Titles(JsonObject item)
    {
        if (item["title"] is JsonValue text && text.GetValueKind() == JsonValueKind.String && !IsTitle(item))
        {
            item["title"] = new JsonObject { ["text"] = text.GetValue<string>() };
        }
        foreach (var (old, now) in TitleParts)
        {
            if (item.ContainsKey(old) && Take(item, old) is { } part)
            {
                if (item["title"] is not JsonObject title)
                {
                    item["title"] = title = [];
                }
                // On a colour bar or a pie the offset has no successor; a stray attribute is ignored by plotly.js.
                title.TryAdd(now, part);
            }
        }
    }

    /// <summary>Inside a title, "title" would be a text of somebody's own template and no shorthand.</summary>
    private static bool IsTitle(JsonObject item) => item.ContainsKey("text");

    private static void Annotation(JsonObject item)
    {
        if (item.ContainsKey("ref") && item.ContainsKey("text") && Take(item, "ref") is { } reference)
        {
            item.TryAdd("xref", reference.DeepClone());
            item.TryAdd("yref", reference);
        }
    }

    private static void Ticks(JsonObject item)
    {
        if (item.ContainsKey("autotick") && Take(item, "autotick") is JsonValue automatic && automatic.TryGetValue(out bool isAutomatic))
        {
            item.TryAdd("tickmode", isAutomatic ? "auto" : "linear");
        }
    }

    private static void Trace(JsonObject item)
    {
        if (item.ContainsKey("bardir") && Take(item, "bardir") is { } direction)
        {
            item.TryAdd("orientation", direction);
        }
        var type = item["type"] is JsonValue value && value.TryGetValue(out string? name) ? name : null;
        if (type == "heatmapgl")
        {
            item["type"] = "heatmap";
        }
        if (type == "surface")
        {
            foreach (var (old, now) in new[] { ("zauto", "cauto"), ("zmin", "cmin"), ("zmax", "cmax") })
            {
                if (item.ContainsKey(old) && Take(item, old) is { } limit)
                {
                    item.TryAdd(now, limit);
                }
            }
        }
    }

    /// <summary>Plotly.NET writes NaN and infinities as texts, which plotly.js takes for categories; null is a gap.</summary>
    private static void Gaps(JsonArray items)
    {
        if (!items.Any(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.Number))
        {
            return;
        }
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonValue value && value.TryGetValue(out string? text) && text is "NaN" or "Infinity" or "-Infinity")
            {
                items[i] = null;
            }
        }
    }

    private static JsonNode? Take(JsonObject item, string name)
    {
        var value = item[name];
        item.Remove(name);
        return value;
    }
}
