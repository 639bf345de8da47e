using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Samples;

/// <summary>
/// Makes a notebook fit to be shown to others: what its author wrote and what is needed to run it, and nothing that data
/// can have left behind. Outputs, attachments (pasted pictures) and widget state go; of metadata only members of a
/// known list stay, because any program can write anything into the others.
/// </summary>
internal static class SampleCleaning
{
    private static readonly string[] RootMembers = ["cells", "metadata", "nbformat", "nbformat_minor"];
    private static readonly string[] CellMembers = ["cell_type", "id", "metadata", "source", "outputs", "execution_count"];

    // Each member of a notebook's or cell's metadata that may stay; with names: only these of its own members. Plain values only.
    private static readonly Dictionary<string, string[]> NotebookMetadata = new(StringComparer.Ordinal)
    {
        ["kernelspec"] = ["name", "display_name", "language"],
        ["language_info"] = ["name", "version", "mimetype", "file_extension", "pygments_lexer"],
    };

    private static readonly Dictionary<string, string[]> CellMetadata = new(StringComparer.Ordinal)
    {
        ["collapsed"] = [],
        ["editable"] = [],
        ["deletable"] = [],
        ["jupyter"] = ["source_hidden", "outputs_hidden"],
        ["slideshow"] = ["slide_type"],
        ["polyglot_notebook"] = ["kernelName"],
        ["dotnet_interactive"] = ["language"],
    };

    public static void Clean(NotebookDocument notebook)
    {
        notebook.StripOutputs();
        var root = notebook.Root;
        Keep(root, RootMembers);
        root["metadata"] = OfNotebook(notebook.Metadata ?? []);
        foreach (var cell in (root["cells"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Keep(cell, CellMembers);
            cell["metadata"] = OfCell(cell["metadata"] as JsonObject ?? []);
        }
    }

    private static JsonObject OfNotebook(JsonObject metadata)
    {
        var kept = Known(metadata, NotebookMetadata);

        // Which languages the notebook's kernel offers, and the default one.
        if (metadata["polyglot_notebook"] is JsonObject polyglot && polyglot["kernelInfo"] is JsonObject info)
        {
            var languages = Plain(info, ["defaultKernelName"]);
            if (info["items"] is JsonArray items)
            {
                languages["items"] = new JsonArray([.. items.OfType<JsonObject>().Select(item =>
                {
                    var one = Plain(item, ["name", "languageName"]);
                    one["aliases"] = Texts(item["aliases"]);
                    return (JsonNode)one;
                })]);
            }

            kept["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = languages };
        }

        return kept;
    }

    private static JsonObject OfCell(JsonObject metadata)
    {
        var kept = Known(metadata, CellMetadata);
        if (metadata["tags"] is JsonArray tags)
        {
            kept["tags"] = Texts(tags);
        }

        return kept;
    }

    private static JsonObject Known(JsonObject metadata, Dictionary<string, string[]> known)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in metadata)
        {
            if (!known.TryGetValue(name, out var members))
            {
                continue;
            }

            if (members.Length == 0 && value is JsonValue)
            {
                kept[name] = value.DeepClone();
            }
            else if (value is JsonObject group)
            {
                kept[name] = Plain(group, members);
            }
        }

        return kept;
    }

    private static JsonObject Plain(JsonObject from, string[] members) =>
        new(members.Where(name => from[name] is JsonValue).Select(name => KeyValuePair.Create(name, (JsonNode?)from[name]!.DeepClone())));

    private static JsonArray Texts(JsonNode? list) =>
        new([.. (list as JsonArray ?? []).OfType<JsonValue>().Where(value => value.TryGetValue<string>(out _)).Select(value => value.DeepClone())]);

    private static void Keep(JsonObject owner, string[] members)
    {
        foreach (var name in owner.Select(member => member.Key).Except(members, StringComparer.Ordinal).ToList())
        {
            owner.Remove(name);
        }
    }
}
