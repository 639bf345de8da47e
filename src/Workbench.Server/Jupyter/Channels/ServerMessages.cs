using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using ProtocolJson = Workbench.Protocol.Jupyter.JupyterJson;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>
/// Messages that the server says to one page in the kernel's place: answers that the kernel cannot give now, and notices.
/// They stand in no journal and carry no number.
/// </summary>
internal sealed class ServerMessages(TimeProvider time)
{
    private readonly JupyterHeaders headers = new("workbench-server", "workbench", time);

    /// <summary>iopub status; the parent may be no header at all ("{}").</summary>
    public JupyterMessage Status(string state, ReadOnlyMemory<byte> parentHeader) =>
        Make("status", parentHeader, writer => writer.WriteString("execution_state"u8, state));

    public JupyterMessage KernelInfo(ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> parentHeader) =>
        JupyterMessage.Create(headers.Next("kernel_info_reply"), content) with { ParentHeaderJson = parentHeader };

    /// <summary>The reply to a request that could not be handed to the kernel.</summary>
    public JupyterMessage Refusal(JupyterMessage request, SessionRefusal refusal) =>
        Make(ReplyTypeOf(request.MsgType), request.HeaderJson, writer => WriteError(writer, refusal, withStatus: true));

    /// <summary>The same as an output of the cell, so that its user sees why nothing happened.</summary>
    public JupyterMessage RefusalOutput(JupyterMessage request, SessionRefusal refusal) =>
        Make("error", request.HeaderJson, writer => WriteError(writer, refusal, withStatus: false));

    /// <summary>A line on the cell's error stream.</summary>
    public JupyterMessage Notice(string text, ReadOnlyMemory<byte> parentHeader) => Text($"\n[{text}]\n", parentHeader);

    /// <summary>Text on the cell's error stream, as it is.</summary>
    public JupyterMessage Text(string text, ReadOnlyMemory<byte> parentHeader) => Make("stream", parentHeader, writer =>
    {
        writer.WriteString("name"u8, "stderr"u8);
        writer.WriteString("text"u8, text);
    });

    private JupyterMessage Make(string type, ReadOnlyMemory<byte> parentHeader, Action<Utf8JsonWriter> content) =>
        JupyterMessage.Create(headers.Next(type), ProtocolJson.Write(content)) with { ParentHeaderJson = parentHeader };

    private static void WriteError(Utf8JsonWriter writer, SessionRefusal refusal, bool withStatus)
    {
        if (withStatus)
        {
            writer.WriteString("status"u8, "error"u8);
            writer.WriteNumber("execution_count"u8, 0);
        }

        writer.WriteString("ename"u8, refusal.Code);
        writer.WriteString("evalue"u8, refusal.Message);
        writer.WriteStartArray("traceback"u8);
        writer.WriteStringValue(refusal.Message);
        writer.WriteEndArray();
    }

    private static string ReplyTypeOf(string requestType) =>
        requestType.EndsWith("_request", StringComparison.Ordinal) ? requestType[..^"request".Length] + "reply" : requestType;
}
