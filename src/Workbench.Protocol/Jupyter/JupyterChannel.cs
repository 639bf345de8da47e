namespace Workbench.Protocol.Jupyter;

/// <summary>The five sockets of a kernel ("Messaging in Jupyter", 5.4, Introduction).</summary>
public enum JupyterChannel
{
    Shell,
    IoPub,
    Stdin,
    Control,
    Heartbeat,
}

public static class JupyterChannels
{
    /// <summary>The name on the WebSocket (<c>shell</c>, <c>iopub</c>, <c>stdin</c>, <c>control</c>, <c>hb</c>).</summary>
    public static string WireName(this JupyterChannel channel) => channel switch
    {
        JupyterChannel.Shell => "shell",
        JupyterChannel.IoPub => "iopub",
        JupyterChannel.Stdin => "stdin",
        JupyterChannel.Control => "control",
        JupyterChannel.Heartbeat => "hb",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    public static bool TryParse(ReadOnlySpan<byte> name, out JupyterChannel channel)
    {
        foreach (var candidate in Enum.GetValues<JupyterChannel>())
        {
            if (System.Text.Ascii.Equals(name, candidate.WireName()))
            {
                channel = candidate;
                return true;
            }
        }

        channel = default;
        return false;
    }
}
