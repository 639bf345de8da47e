using System.Globalization;
using System.Text;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>Writes a message's journal number into its metadata, as <c>workbench.seq</c>.</summary>
internal static class MessageNumber
{
    /// <remarks>
    /// It is put last, so that it wins in every JSON parser over a "workbench" that the kernel wrote itself: a notebook's
    /// code must not be able to make a page skip messages.
    /// </remarks>
    public static JupyterMessage With(JupyterMessage message, long sequence)
    {
        var metadata = message.MetadataJson.Span.TrimEnd(" \t\r\n"u8);
        var open = metadata[..^1].TrimEnd(" \t\r\n"u8);
        var number = string.Create(CultureInfo.InvariantCulture, $"{(open.EndsWith("{"u8) && open.TrimStart(" \t\r\n"u8).Length == 1 ? "" : ",")}\"workbench\":{{\"seq\":{sequence}}}}}");
        var numbered = new byte[open.Length + Encoding.ASCII.GetByteCount(number)];
        open.CopyTo(numbered);
        Encoding.ASCII.GetBytes(number, numbered.AsSpan(open.Length));
        return message with { MetadataJson = numbered };
    }
}
