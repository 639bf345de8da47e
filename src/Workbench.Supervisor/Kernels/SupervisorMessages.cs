using System.Security.Cryptography;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Supervisor.Kernels;

/// <summary>Messages that the supervisor writes itself: its own questions to the kernel, and the kernel's obituary.</summary>
internal sealed class SupervisorMessages(TimeProvider time)
{
    private readonly JupyterHeaders _headers = new(RandomNumberGenerator.GetHexString(32, lowercase: true), "supervisor", time);

    /// <summary>True for an answer to one of the supervisor's own questions, which no notebook waits for.</summary>
    public bool IsAnswerToOwn(JupyterMessage message) => message.ParentHeader?.Session == _headers.Session;

    public JupyterMessage KernelInfoRequest() => Create("kernel_info_request", JupyterJson.Empty);

    public JupyterMessage InterruptRequest() => Create("interrupt_request", JupyterJson.Empty);

    /// <summary>A cell that shows nothing and does not count.</summary>
    public JupyterMessage WarmUpRequest(string code) => Create("execute_request", Json(writer =>
    {
        writer.WriteString("code", code);
        writer.WriteBoolean("silent", true);
        writer.WriteBoolean("store_history", false);
        writer.WriteStartObject("user_expressions");
        writer.WriteEndObject();
        writer.WriteBoolean("allow_stdin", false);
        writer.WriteBoolean("stop_on_error", false);
    }));

    /// <summary>The status "restarting", which every Jupyter client knows.</summary>
    public JupyterMessage Restarting() => Create("status", Json(writer => writer.WriteString("execution_state", "restarting")));

    /// <summary>The status "dead", which every Jupyter client knows, with the reason for those who know this server.</summary>
    public JupyterMessage Dead(KernelEnd end) => Create("status", Json(writer =>
    {
        writer.WriteString("execution_state", "dead");
        writer.WritePropertyName("workbench");
        JsonSerializer.Serialize(writer, end, LinkJson.Default.KernelEnd);
    }));

    /// <summary>Text that stands among a cell's printed errors.</summary>
    public JupyterMessage Notice(string text, ReadOnlyMemory<byte> cell) => Create("stream", Json(writer =>
    {
        writer.WriteString("name", "stderr");
        writer.WriteString("text", $"[Workbench] {text}\n");
    })) with { ParentHeaderJson = cell };

    /// <summary>The <c>execution_state</c> of a status message; null for any other message.</summary>
    public static string? ExecutionState(JupyterMessage message)
    {
        if (message.MsgType != "status")
        {
            return null;
        }

        using var content = message.ParseContent();
        return content.RootElement.TryGetProperty("execution_state", out var state) && state.ValueKind == JsonValueKind.String ? state.GetString() : null;
    }

    private static byte[] Json(Action<Utf8JsonWriter> members) => JupyterJson.Write(members);

    private JupyterMessage Create(string type, ReadOnlyMemory<byte> content) => JupyterMessage.Create(_headers.Next(type), content);
}
