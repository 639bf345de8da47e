using Workbench.Kernel.Jupyter;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Languages.Children;

/// <summary>Contents of the requests that a child gets ("Messaging in Jupyter", 5.3).</summary>
internal static class ChildRequests
{
    public static byte[] Execute(string code, bool isSilent, bool allowInput) => JupyterJson.Write((code, isSilent, allowInput), static (writer, run) =>
    {
        writer.WriteString("code"u8, run.code);
        writer.WriteBoolean("silent"u8, run.isSilent);
        writer.WriteBoolean("store_history"u8, !run.isSilent);
        writer.WriteStartObject("user_expressions"u8);
        writer.WriteEndObject();
        writer.WriteBoolean("allow_stdin"u8, run.allowInput);

        // This kernel skips what waits behind a failed cell itself. A child that was asked to would pass over the next cell too when
        // that comes before its own queue is open again.
        writer.WriteBoolean("stop_on_error"u8, false);
    });

    /// <summary>Of completion and inspection.</summary>
    public static byte[] At(string code, int position) => JupyterJson.Write((code, position), static (writer, at) =>
    {
        writer.WriteString("code"u8, at.code);
        writer.WriteNumber("cursor_pos"u8, CursorPositions.ToCodePoints(at.code, at.position));
        writer.WriteNumber("detail_level"u8, 0);
    });
}
