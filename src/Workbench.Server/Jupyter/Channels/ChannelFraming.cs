using System.Net.WebSockets;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>One of the two framings of kernel messages on a WebSocket, as the client's subprotocol chose it.</summary>
internal sealed class ChannelFraming(bool isV1)
{
    /// <summary>The framing for what a client offers: the named one, or without a name the old one.</summary>
    public static ChannelFraming For(IList<string> offered) => new(offered.Contains(WebSocketV1Framing.Subprotocol));

    /// <summary>What to answer the client; null for the old framing, which has no name.</summary>
    public string? Subprotocol => isV1 ? WebSocketV1Framing.Subprotocol : null;

    public (byte[] Frame, WebSocketMessageType Type) Encode(JupyterChannel channel, JupyterMessage message)
    {
        if (isV1)
        {
            return (WebSocketV1Framing.Encode(channel, message), WebSocketMessageType.Binary);
        }

        var (frame, isBinary) = WebSocketLegacyFraming.Encode(channel, message);
        return (frame, isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
    }

    public JupyterDecoding TryDecode(ReadOnlyMemory<byte> frame, WebSocketMessageType type, out JupyterChannel channel, out JupyterMessage message) =>
        isV1 && type == WebSocketMessageType.Binary
            ? WebSocketV1Framing.TryDecode(frame, out channel, out message)
            : WebSocketLegacyFraming.TryDecode(frame, type == WebSocketMessageType.Binary, out channel, out message);
}
