using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// An .ipynb document (nbformat 4). It is a JSON tree, not a typed model: whatever other programs keep in a notebook
/// (metadata, new cell members, mime types) must survive a save here, so this code only knows the few members it needs.
/// </summary>
public sealed class NotebookDocument
{
    private NotebookDocument(JsonObject root) => Root = root;

    /// <summary>The document itself; texts may be single strings or lists of lines.</summary>
    public JsonObject Root { get; }

    public JsonObject? Metadata => Root["metadata"] as JsonObject;

    /// <summary>Name of the kernel spec that the notebook asks for, or null.</summary>
    public string? KernelName => Metadata?["kernelspec"]?["name"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Name of the language, as the notebook says it, or null.</summary>
    public string? Language =>
        (Metadata?["language_info"]?["name"] ?? Metadata?["kernelspec"]?["language"]) is JsonValue name && name.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Name of the project that the notebook works for (<c>metadata.workbench.project</c>), or null.</summary>
    public string? Project
    {
        get => (Metadata?["workbench"] as JsonObject)?["project"] is JsonValue name && name.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
        set
        {
            var metadata = Metadata ?? throw new InvalidOperationException("A notebook that was read has metadata.");
            var ours = metadata["workbench"] as JsonObject ?? [];
            ours["project"] = value;
            metadata["workbench"] = ours;
        }
    }

    /// <summary>Reads a notebook; on failure says why in words that hold no content of the file.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out NotebookDocument? document, [NotNullWhen(false)] out string? problem)
    {
        document = null;
        JsonNode? root;
        try
        {
            root = NotebookJson.Parse(utf8);
        }
        catch (JsonException failure)
        {
            problem = $"The notebook is not valid JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}).";
            return false;
        }

        return TryFrom(root, out document, out problem);
    }

    /// <summary>Takes a parsed tree as a notebook (the tree is used, not copied).</summary>
    public static bool TryFrom(JsonNode? root, [NotNullWhen(true)] out NotebookDocument? document, [NotNullWhen(false)] out string? problem)
    {
        document = null;
        problem = NotebookShape.Problem(root);
        if (problem is null)
        {
            document = new NotebookDocument((JsonObject)root!);
        }

        return problem is null;
    }

    /// <summary>An empty notebook, with one empty code cell.</summary>
    /// <param name="cellId">Id of the cell: 1 to 64 letters, digits, '-' and '_' (nbformat 4.5).</param>
    public static NotebookDocument Empty(string cellId, JsonObject? kernelSpec = null)
    {
        var metadata = new JsonObject();
        if (kernelSpec is not null)
        {
            metadata["kernelspec"] = kernelSpec;
        }

        return new NotebookDocument(new JsonObject
        {
            ["cells"] = new JsonArray(new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = cellId,
                ["metadata"] = new JsonObject(),
                ["outputs"] = new JsonArray(),
                ["source"] = new JsonArray(),
            }),
            ["metadata"] = metadata,
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        });
    }

    /// <summary>Removes outputs and execution counts of all cells: for samples, which show no results of anybody's data.</summary>
    public void StripOutputs()
    {
        foreach (var cell in NotebookCells.Of(Root).Where(NotebookCells.IsCode))
        {
            cell["outputs"] = new JsonArray();
            cell["execution_count"] = null;
            (cell["metadata"] as JsonObject)?.Remove("execution");
        }
    }

    /// <summary>The bytes of the file: texts as lists of lines, formatted as Jupyter does.</summary>
    public byte[] ToFileBytes()
    {
        var copy = (JsonObject)Root.DeepClone();
        NotebookForm.ToFile(copy);
        return NotebookJson.Write(copy);
    }

    /// <summary>A copy of the tree with texts as single strings, as contents API clients expect it.</summary>
    public JsonObject ToWire()
    {
        var copy = (JsonObject)Root.DeepClone();
        NotebookForm.ToWire(copy);
        return copy;
    }
}
