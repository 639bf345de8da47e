using Workbench.Kernel.Cells;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter;

/// <summary>Writes the content of an <c>execute_reply</c>.</summary>
internal static class ExecuteReplies
{
    public static byte[] Write(CellOutcome outcome) => JupyterJson.Write(outcome, static (writer, outcome) =>
    {
        writer.WriteString("status"u8, outcome.Error is null ? "ok" : "error");
        writer.WriteNumber("execution_count"u8, outcome.ExecutionCount);
        outcome.Error?.WriteMembers(writer);
        if (outcome.Error is not null)
        {
            return;
        }

        writer.WriteStartArray("payload"u8);
        foreach (var code in outcome.NextCells)
        {
            writer.WriteStartObject();
            writer.WriteString("source"u8, "set_next_input"u8);
            writer.WriteString("text"u8, code);
            writer.WriteBoolean("replace"u8, false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("user_expressions"u8);
        foreach (var (name, result) in outcome.Expressions)
        {
            writer.WriteStartObject(name);
            if (result.Bundle is { } bundle)
            {
                writer.WriteString("status"u8, "ok"u8);
                bundle.WriteData(writer);
                writer.WriteStartObject("metadata"u8);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteString("status"u8, "error"u8);
                result.Error!.WriteMembers(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });
}
