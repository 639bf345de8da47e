using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>Compares outputs of cells whatever form their texts have.</summary>
public static class NotebookOutputs
{
    public static bool Same(JsonArray left, JsonArray right) => KeptFormatting.SameMeaning(InFileForm(left), InFileForm(right));

    private static JsonObject InFileForm(JsonArray outputs)
    {
        var notebook = new JsonObject { ["cells"] = new JsonArray(new JsonObject { ["outputs"] = outputs.DeepClone() }) };
        NotebookForm.ToFile(notebook);
        return notebook;
    }
}
