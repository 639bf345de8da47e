using Workbench.Protocol.Jupyter;

namespace Workbench.Protocol.SessionLink;

/// <summary>Body of a <see cref="LinkFrameKind.Send"/> frame: channel (1 byte), message.</summary>
public static class SendFrame
{
    public static byte[] Encode(JupyterChannel channel, JupyterMessage message)
    {
        var bytes = new byte[1 + MessageFormat.Length(message)];
        bytes[0] = (byte)channel;
        MessageFormat.Write(bytes.AsSpan(1), message);
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not one channel and one message.</exception>
    public static (JupyterChannel Channel, JupyterMessage Message) Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty || MessageFormat.Read(bytes[1..]) is not { } message)
        {
            throw new InvalidDataException("A send frame without a message.");
        }

        return ((JupyterChannel)bytes.Span[0], message);
    }
}
