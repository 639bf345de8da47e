using System.Text.Json;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter;

/// <summary>The answers that need no cell.</summary>
internal static class Replies
{
    public static string Version { get; } = typeof(Replies).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static byte[] Ok(Action<Utf8JsonWriter>? members = null) => JupyterJson.Write(members, static (writer, members) =>
    {
        writer.WriteString("status"u8, "ok"u8);
        members?.Invoke(writer);
    });

    public static byte[] Error(string name, string value) => JupyterJson.Write((name, value), static (writer, error) =>
    {
        writer.WriteString("status"u8, "error"u8);
        new Cells.CellError(error.name, error.value, []).WriteMembers(writer);
    });

    public static Reply Shutdown(Request request)
    {
        using var content = request.Message.ParseContent();
        var restart = content.RootElement.TryGetProperty("restart", out var value) && value.ValueKind == JsonValueKind.True;
        return new Reply("shutdown_reply", Ok(writer => writer.WriteBoolean("restart"u8, restart)));
    }

    public static Reply Aborted() => new("execute_reply", JupyterJson.Write(static writer =>
    {
        writer.WriteString("status"u8, "aborted"u8);
        writer.WriteNumber("execution_count"u8, 0);
    }));

    /// <summary>Nobody waits for ever: a request that is not known gets an error, any other message nothing.</summary>
    public static Reply? Unknown(Request request) => Error(request, "NotSupported", "This kernel does not answer this kind of request.");

    /// <summary>The answer to a request that broke the kernel's own code.</summary>
    public static Reply? Failed(Request request, Exception error) => Error(request, error.GetType().Name, error.Message);

    private static Reply? Error(Request request, string name, string value)
    {
        var type = request.Message.MsgType;
        return type.EndsWith("_request", StringComparison.Ordinal) ? new Reply(string.Concat(type.AsSpan(0, type.Length - "request".Length), "reply"), Error(name, value)) : null;
    }
}
