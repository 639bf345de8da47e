using System.Text.Json;

namespace Workbench.Kernel.Cells;

/// <summary>What clients get of a failed cell ("Messaging in Jupyter", Execution errors).</summary>
/// <param name="Name">Short type name, such as <c>DivideByZeroException</c> or <c>CompileError</c>.</param>
/// <param name="Value">The message.</param>
/// <param name="Traceback">Lines as they are shown; no colours.</param>
internal sealed record CellError(string Name, string Value, IReadOnlyList<string> Traceback)
{
    public static CellError Interrupted { get; } = new("KeyboardInterrupt", "The cell was interrupted.", ["The cell was interrupted. What it had set before is kept."]);

    public static CellError LeftBehind { get; } = new(
        "KeyboardInterrupt",
        "The cell was interrupted while it awaited something.",
        ["The cell was interrupted while it awaited something. What it awaited was not cancelled; the rest of the cell will not run."]);

    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("ename"u8, Name);
        writer.WriteString("evalue"u8, Value);
        writer.WriteStartArray("traceback"u8);
        foreach (var line in Traceback)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
    }
}
