using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;

namespace Workbench.Notebooks.Wall;

/// <summary>Runs cells in a session, one after the other, and collects what they print.</summary>
internal sealed class WallCells(KernelSession session, TimeProvider time)
{
    private readonly JupyterHeaders _headers = new(RandomNumberGenerator.GetHexString(32, lowercase: true), "wall", time);

    /// <summary>Printed text and errors of a cell; null when the kernel died of it.</summary>
    /// <exception cref="OperationCanceledException">The cell did not end in time.</exception>
    public async Task<string?> RunAsync(string code, CancellationToken cancellation)
    {
        var after = (await session.MeasureAsync(cancellation).ConfigureAwait(false)).LastSequence;
        var request = JupyterMessage.Create(_headers.Next("execute_request"), Content(code));
        if (await session.SendAsync(JupyterChannel.Shell, request, cancellation).ConfigureAwait(false) is not null)
        {
            return null;
        }

        var text = new StringBuilder();
        await foreach (var entry in session.ReadAsync(after, cancellation).ConfigureAwait(false))
        {
            if (entry.Message is not { } message)
            {
                continue;
            }

            if (message.MsgType == "status" && (message.ParentHeader is null || message.ParentHeader.MsgId == request.MsgId))
            {
                switch (Field(message, "execution_state"))
                {
                    case "dead":
                        return null;
                    case "idle" when message.ParentHeader is not null:
                        return text.ToString();
                }
            }
            else if (message.ParentHeader?.MsgId == request.MsgId)
            {
                text.Append(message.MsgType switch
                {
                    "stream" => Field(message, "text"),
                    "error" => $"{Field(message, "ename")}: {Field(message, "evalue")}\n",
                    _ => "",
                });
            }
        }

        return null;
    }

    private static ReadOnlyMemory<byte> Content(string code) => JupyterJson.Write(writer =>
    {
        writer.WriteString("code", code);
        writer.WriteBoolean("silent", false);
        writer.WriteBoolean("store_history", false);
        writer.WriteBoolean("allow_stdin", false);
        writer.WriteBoolean("stop_on_error", false);
        writer.WriteStartObject("user_expressions");
        writer.WriteEndObject();
    });

    private static string Field(JupyterMessage message, string name)
    {
        using var content = message.ParseContent();
        return content.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
