using System.Text.Json;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Output;

/// <summary>One value in several media types, richest last; text/plain is always there.</summary>
internal sealed record MimeBundle(IReadOnlyList<KeyValuePair<string, string>> Parts)
{
    public ReadOnlyMemory<byte> ToContent(string? displayId, int? executionCount) => JupyterJson.Write((this, displayId, executionCount), static (writer, state) =>
    {
        var (bundle, displayId, executionCount) = state;
        if (executionCount is { } count)
        {
            writer.WriteNumber("execution_count"u8, count);
        }

        bundle.WriteData(writer);
        writer.WriteStartObject("metadata"u8);
        writer.WriteEndObject();
        if (displayId is not null)
        {
            writer.WriteStartObject("transient"u8);
            writer.WriteString("display_id"u8, displayId);
            writer.WriteEndObject();
        }
    });

    /// <summary>What another process has formatted: an object with a member for each media type.</summary>
    public static MimeBundle Read(JsonElement data) =>
        new([.. data.EnumerateObject().Select(static part => KeyValuePair.Create(part.Name, part.Value.ValueKind == JsonValueKind.String ? part.Value.GetString()! : part.Value.GetRawText()))]);

    public void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("data"u8);
        foreach (var (mimeType, text) in Parts)
        {
            writer.WritePropertyName(mimeType);
            if (IsJson(mimeType) && TryParse(text, out var json))
            {
                using (json)
                {
                    json.RootElement.WriteTo(writer);
                }
            }
            else
            {
                writer.WriteStringValue(text);
            }
        }

        writer.WriteEndObject();
    }

    // nbformat 4: JSON media types hold JSON, all others text.
    private static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    private static bool TryParse(string text, out JsonDocument json)
    {
        try
        {
            json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth - 8 });
            return true;
        }
        catch (JsonException)
        {
            json = null!;
            return false;
        }
    }
}
