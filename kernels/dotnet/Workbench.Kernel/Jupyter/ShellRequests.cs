using System.Text.Json;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Jupyter.Comms;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter;

/// <summary>Reads the contents of shell requests and writes the replies ("Messaging in Jupyter", 5.4, Messages on the shell channel).</summary>
internal sealed class ShellRequests(CellRunner cells, OpenComms comms)
{
    private readonly EditorRequests editor = new(new EditorServices(cells.Languages, cells.Catalogue));

    public Reply? Answer(Request request)
    {
        using var document = request.Message.ParseContent();
        var content = document.RootElement;
        return request.Message.MsgType switch
        {
            "kernel_info_request" => KernelInfo.Reply(cells.Languages),
            "execute_request" => Execute(request, content),
            "history_request" => History(content),
            "comm_info_request" => CommInfo(content),
            "comm_open" => RefuseComm(request, content),
            "comm_msg" or "comm_close" => null,
            _ => editor.Answer(request, content) ?? Replies.Unknown(request),
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

    private Reply CommInfo(JsonElement content)
    {
        var target = Text(content, "target_name");
        return new Reply("comm_info_reply", Replies.Ok(writer =>
        {
            writer.WriteStartObject("comms"u8);
            foreach (var comm in comms.List(target.Length == 0 ? null : target))
            {
                writer.WriteStartObject(comm.Id);
                writer.WriteString("target_name"u8, comm.Target);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }));
    }

    // "Messaging in Jupyter", comms: an unknown target is answered by closing the comm.
    private Reply? RefuseComm(Request request, JsonElement content)
    {
        comms.Refuse(request.Message, Text(content, "comm_id"));
        return null;
    }
}
