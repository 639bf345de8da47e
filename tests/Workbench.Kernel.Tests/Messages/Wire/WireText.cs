using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Tests.Messages.Wire;

/// <summary>Messages as text that is the same in every run: ids are counted, and what tells of the machine is left out.</summary>
internal static partial class WireText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] OfThisMachine = ["banner", "implementation_version", "version", "available", "reason"];

    public static string Of(IEnumerable<object> messages)
    {
        var tree = JsonSerializer.SerializeToNode(messages)!;
        Settle(tree, []);
        return DisplayId().Replace(tree.ToJsonString(Indented), "display_id") + "\n";
    }

    private static void Settle(JsonNode node, Dictionary<string, string> ids)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array.OfType<JsonNode>())
                {
                    Settle(item, ids);
                }

                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (OfThisMachine.Contains(name))
                    {
                        members[name] = "…";
                    }
                    else if (name is "display_id" or "comm_id" && value is JsonValue id && id.TryGetValue<string>(out var text) && text.Length > 8)
                    {
                        members[name] = ids.TryGetValue(text, out var known) ? known : ids[text] = $"{name} {ids.Count + 1}";
                    }
                    else if (value is not null)
                    {
                        Settle(value, ids);
                    }
                }

                break;
        }
    }

    // In the preview of a variable that holds a display.
    [GeneratedRegex(@"[0-9a-f]{32}_\d+\.\d+")]
    private static partial Regex DisplayId();
}
