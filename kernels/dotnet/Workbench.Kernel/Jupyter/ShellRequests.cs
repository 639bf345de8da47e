using System.Text.Json;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Output;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter;

/// <summary>Reads the contents of shell requests and writes the replies ("Messaging in Jupyter", 5.4, Messages on the shell channel).</summary>
internal sealed class ShellRequests(CellRunner cells, IoPub ioPub)
{
    public Reply? Answer(Request request)
    {
        using var document = request.Message.ParseContent();
        var content = document.RootElement;
        return request.Message.MsgType switch
        {
            "kernel_info_request" => Replies.KernelInfo(),
            "execute_request" => Execute(request, content),
            "complete_request" => Complete(content),
            "inspect_request" => Inspect(content),
            "is_complete_request" => IsComplete(content),
            "history_request" => History(content),
            "comm_info_request" => new Reply("comm_info_reply", Replies.Ok(static writer =>
            {
                writer.WriteStartObject("comms"u8);
                writer.WriteEndObject();
            })),
            "comm_open" => RefuseComm(request, content),
            "comm_msg" or "comm_close" => null,
            _ => Replies.Unknown(request),
        };
    }

    private static string Text(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement content, string name, bool missing) =>
        content.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.True : missing;

    private static int Number(JsonElement content, string name, int missing) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : missing;

    private Reply Execute(Request request, JsonElement content)
    {
        var silent = Flag(content, "silent", false);
        List<KeyValuePair<string, string>> expressions = [];
        if (content.TryGetProperty("user_expressions", out var asked) && asked.ValueKind == JsonValueKind.Object)
        {
            expressions.AddRange(asked.EnumerateObject().Where(static one => one.Value.ValueKind == JsonValueKind.String).Select(static one => KeyValuePair.Create(one.Name, one.Value.GetString()!)));
        }

        var outcome = cells.Execute(request, new CellOrder(
            Text(content, "code"), RequestLanguage.Of(request), silent, !silent && Flag(content, "store_history", true), Flag(content, "allow_stdin", true), expressions));
        return new Reply("execute_reply", ExecuteReplies.Write(outcome), outcome.Error is not null && Flag(content, "stop_on_error", true));
    }

    private Reply Complete(JsonElement content)
    {
        var code = Text(content, "code");
        var end = CursorPositions.ToUtf16(code, Number(content, "cursor_pos", int.MaxValue));
        var found = cells.Complete(code, end);
        return new Reply("complete_reply", Replies.Ok(writer =>
        {
            writer.WriteStartArray("matches"u8);
            foreach (var item in found.Items)
            {
                writer.WriteStringValue(item.Text);
            }

            writer.WriteEndArray();
            writer.WriteNumber("cursor_start"u8, CursorPositions.ToCodePoints(code, found.Start));
            writer.WriteNumber("cursor_end"u8, CursorPositions.ToCodePoints(code, found.End));
            writer.WriteStartObject("metadata"u8);
            writer.WriteStartArray("_jupyter_types_experimental"u8);
            foreach (var item in found.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("text"u8, item.Text);
                writer.WriteString("type"u8, item.Kind);
                writer.WriteNumber("start"u8, CursorPositions.ToCodePoints(code, found.Start));
                writer.WriteNumber("end"u8, CursorPositions.ToCodePoints(code, found.End));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    private Reply Inspect(JsonElement content)
    {
        var code = Text(content, "code");
        var found = cells.Inspect(code, CursorPositions.ToUtf16(code, Number(content, "cursor_pos", int.MaxValue)));
        return new Reply("inspect_reply", Replies.Ok(writer =>
        {
            writer.WriteBoolean("found"u8, found is not null);
            writer.WriteStartObject("data"u8);
            foreach (var (mimeType, text) in found ?? new Dictionary<string, string>())
            {
                writer.WriteString(mimeType, text);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("metadata"u8);
            writer.WriteEndObject();
        }));
    }

    private Reply IsComplete(JsonElement content)
    {
        var (status, indent) = cells.IsComplete(Text(content, "code"));
        return new Reply("is_complete_reply", JupyterJson.Write((status, indent), static (writer, state) =>
        {
            writer.WriteString("status"u8, state.status);
            if (state.status == "incomplete")
            {
                writer.WriteString("indent"u8, state.indent);
            }
        }));
    }

    private Reply History(JsonElement content)
    {
        var lines = cells.History.Find(
            Text(content, "hist_access_type"), Number(content, "n", int.MaxValue), Number(content, "start", 0), Number(content, "stop", int.MaxValue), Text(content, "pattern"));
        var withOutput = Flag(content, "output", false);
        return new Reply("history_reply", Replies.Ok(writer =>
        {
            writer.WriteStartArray("history"u8);
            foreach (var (number, input) in lines)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(0);
                writer.WriteNumberValue(number);
                if (withOutput)
                {
                    writer.WriteStartArray();
                    writer.WriteStringValue(input);
                    writer.WriteNullValue();
                    writer.WriteEndArray();
                }
                else
                {
                    writer.WriteStringValue(input);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }));
    }

    // "Messaging in Jupyter", comms: an unknown target is answered by closing the comm.
    private Reply? RefuseComm(Request request, JsonElement content)
    {
        ioPub.Post("comm_close", JupyterJson.Write(Text(content, "comm_id"), static (writer, id) =>
        {
            writer.WriteString("comm_id"u8, id);
            writer.WriteStartObject("data"u8);
            writer.WriteEndObject();
        }), request.Message);
        return null;
    }
}
