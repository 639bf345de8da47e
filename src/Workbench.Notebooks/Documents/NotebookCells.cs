using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>The cells of a notebook document and the few members of a cell that the server looks at.</summary>
public static class NotebookCells
{
    /// <summary>Cells in document order; what is not an object is left out.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject notebook) => (notebook["cells"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The cell with this id (nbformat 4.5), or null.</summary>
    public static JsonObject? Find(JsonObject notebook, string cellId) => Of(notebook).FirstOrDefault(cell => Id(cell) == cellId);

    /// <summary>The cell's id, or null in documents older than nbformat 4.5.</summary>
    public static string? Id(JsonObject cell) => TextOf(cell["id"]);

    public static bool IsCode(JsonObject cell) => TextOf(cell["cell_type"]) == "code";

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
