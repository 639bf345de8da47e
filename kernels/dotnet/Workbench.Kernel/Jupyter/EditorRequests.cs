using System.Text.Json;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// Answers what editors ask: completion, inspection and completeness of the protocol, and three requests of this project's own
/// (<c>workbench_diagnostics_request</c>, <c>workbench_signature_request</c>, <c>workbench_variables_request</c>).
/// </summary>
internal sealed class EditorRequests(EditorServices editor)
{
    /// <returns>Null for requests of other kinds.</returns>
    public Reply? Answer(Request request, JsonElement content)
    {
        var code = content.TryGetProperty("code", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        var language = RequestLanguage.Of(request);
        return request.Message.MsgType switch
        {
            "complete_request" => Complete(code, language, Cursor(content, code)),
            "inspect_request" => Inspect(code, language, Cursor(content, code)),
            "is_complete_request" => IsComplete(code, language),
            "workbench_diagnostics_request" => Diagnose(code, language),
            "workbench_signature_request" => Sign(code, language, Cursor(content, code)),
            "workbench_variables_request" => Variables(),
            _ => null,
        };
    }

    private static int Cursor(JsonElement content, string code) => CursorPositions.ToUtf16(
        code, content.TryGetProperty("cursor_pos", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var position) ? position : int.MaxValue);

    private Reply Complete(string code, string? language, int position)
    {
        var found = editor.Complete(code, language, position);
        var (start, end) = (CursorPositions.ToCodePoints(code, found.Start), CursorPositions.ToCodePoints(code, found.End));
        return new Reply("complete_reply", Replies.Ok(writer =>
        {
            writer.WriteStartArray("matches"u8);
            foreach (var item in found.Items)
            {
                writer.WriteStringValue(item.Text);
            }

            writer.WriteEndArray();
            writer.WriteNumber("cursor_start"u8, start);
            writer.WriteNumber("cursor_end"u8, end);
            writer.WriteStartObject("metadata"u8);
            writer.WriteStartArray("_jupyter_types_experimental"u8);
            foreach (var item in found.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("text"u8, item.Text);
                writer.WriteString("type"u8, item.Kind);
                writer.WriteNumber("start"u8, start);
                writer.WriteNumber("end"u8, end);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    private Reply Inspect(string code, string? language, int position)
    {
        var found = editor.Inspect(code, language, position);
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

    private Reply IsComplete(string code, string? language)
    {
        var (status, indent) = editor.IsComplete(code, language);
        return new Reply("is_complete_reply", Workbench.Protocol.Jupyter.JupyterJson.Write((status, indent), static (writer, state) =>
        {
            writer.WriteString("status"u8, state.status);
            if (state.status == "incomplete")
            {
                writer.WriteString("indent"u8, state.indent);
            }
        }));
    }

    private Reply Diagnose(string code, string? language)
    {
        var lines = LineStarts.Of(code);
        return new Reply("workbench_diagnostics_reply", Replies.Ok(writer =>
        {
            writer.WriteStartArray("diagnostics"u8);
            foreach (var one in editor.Diagnose(code, language))
            {
                writer.WriteStartObject();
                writer.WriteNumber("start"u8, CursorPositions.ToCodePoints(code, lines.Position(one.StartLine, one.StartColumn)));
                writer.WriteNumber("end"u8, CursorPositions.ToCodePoints(code, lines.Position(one.EndLine, one.EndColumn)));
                writer.WriteString("severity"u8, one.Severity);
                writer.WriteString("code"u8, one.Code);
                writer.WriteString("message"u8, one.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }

    private Reply Sign(string code, string? language, int position)
    {
        var found = editor.Sign(code, language, position) ?? new Signatures([], 0, 0);
        return new Reply("workbench_signature_reply", Replies.Ok(writer =>
        {
            writer.WriteNumber("active_signature"u8, found.ActiveSignature);
            writer.WriteNumber("active_parameter"u8, found.ActiveParameter);
            writer.WriteStartArray("signatures"u8);
            foreach (var signature in found.Items)
            {
                writer.WriteStartObject();
                writer.WriteString("label"u8, signature.Label);
                writer.WriteString("documentation"u8, signature.Documentation);
                writer.WriteStartArray("parameters"u8);
                foreach (var (label, documentation) in signature.Parameters)
                {
                    writer.WriteStartObject();
                    writer.WriteString("label"u8, label);
                    writer.WriteString("documentation"u8, documentation);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }));
    }

    private Reply Variables() => new("workbench_variables_reply", Replies.Ok(writer =>
    {
        writer.WriteStartArray("variables"u8);
        foreach (var (language, value) in editor.Variables())
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, value.Name);
            writer.WriteString("type"u8, value.Type);
            writer.WriteString("language"u8, language);
            writer.WriteString("shape"u8, value.Shape);
            writer.WriteString("preview"u8, value.Preview);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }));
}
