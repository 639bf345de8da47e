using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>Decides whether a saved notebook settles what became of an execution's outputs.</summary>
internal static class SavedOutputs
{
    /// <summary>A save that was composed before the last output arrived looks like a cleared cell; after this time it cannot be one.</summary>
    private static readonly TimeSpan SaveUnderWay = TimeSpan.FromSeconds(10);

    /// <param name="cell">The execution's cell in the saved notebook; null when it is gone.</param>
    public static bool Settle(CellExecution execution, JsonObject? cell, DateTimeOffset now)
    {
        var old = now - execution.DoneAt > SaveUnderWay;
        if (cell is null)
        {
            return old;
        }

        var count = cell["execution_count"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : (int?)null;
        var outputs = cell["outputs"] as JsonArray ?? [];
        if (count is null && outputs.Count == 0)
        {
            return old && execution.ExecutionCount is not null;
        }

        return count == execution.ExecutionCount && (execution.IsCut || NotebookOutputs.Same(outputs, execution.Outputs()));
    }
}
