using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>Reads members of a message's content as a kernel may have written it: wrong types count as absent.</summary>
internal static class MessageContent
{
    public static string? DisplayIdOf(JsonElement content) =>
        content.TryGetProperty("transient", out var transient) && transient.ValueKind == JsonValueKind.Object ? TextOf(transient, "display_id") : null;

    /// <summary>clear_output: the next output is waited for.</summary>
    public static bool IsWaiting(JsonElement content) => content.TryGetProperty("wait", out var wait) && wait.ValueKind == JsonValueKind.True;

    public static JsonNode NodeOf(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? JsonNode.Parse(value.GetRawText())! : new JsonObject();

    public static int? IntOf(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    public static string? TextOf(JsonElement content, string name)
    {
        if (!content.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return "\ufffd"; // half a character (an unpaired surrogate), which .NET cannot hold
        }
    }
}
