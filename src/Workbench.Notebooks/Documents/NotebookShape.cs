using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// What a document must have so that storing it as a notebook loses nothing and opening it again works. It is less than
/// nbformat's schema on purpose: a notebook that is a little off is better saved than refused with the user's work in it.
/// </summary>
internal static class NotebookShape
{
    /// <summary>What is wrong, in words without content of the document, or null.</summary>
    public static string? Problem(JsonNode? root)
    {
        if (root is not JsonObject notebook)
        {
            return "A notebook is a JSON object; this is something else.";
        }

        if (notebook["nbformat"] is not JsonValue format || !format.TryGetValue<int>(out var major))
        {
            return "This JSON has no nbformat number, so it is not a notebook.";
        }

        if (major != 4)
        {
            return $"Notebook format {major} is not supported; convert the file to format 4 (for example with `jupyter nbconvert --to notebook`).";
        }

        if (notebook["cells"] is not JsonArray cells)
        {
            return "The notebook has no list of cells.";
        }

        if (notebook.ContainsKey("metadata") && notebook["metadata"] is not JsonObject)
        {
            return "The notebook's metadata is not a JSON object.";
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (CellProblem(cells[i]) is { } problem)
            {
                return $"Cell {i + 1}: {problem}";
            }
        }

        return null;
    }

    private static string? CellProblem(JsonNode? node)
    {
        if (node is not JsonObject cell)
        {
            return "not a JSON object.";
        }

        if (cell["cell_type"] is not JsonValue type || type.GetValueKind() != JsonValueKind.String)
        {
            return "no cell_type.";
        }

        if (!MultilineText.Is(cell["source"]))
        {
            return "source is neither a string nor a list of strings.";
        }

        return cell.ContainsKey("outputs") && (cell["outputs"] is not JsonArray outputs || outputs.Any(output => output is not JsonObject))
            ? "outputs is not a list of objects."
            : null;
    }
}
