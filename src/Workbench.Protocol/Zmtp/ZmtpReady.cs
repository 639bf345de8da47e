using System.Buffers.Binary;
using System.Text;

namespace Workbench.Protocol.Zmtp;

/// <summary>Reads the properties of the READY command (RFC 23/ZMTP 3.0, "Connection Metadata").</summary>
internal static class ZmtpReady
{
    /// <summary>Longest identity (RFC 28: 255 octets).</summary>
    private const int MaxIdentityBytes = 255;

    public static (string SocketType, byte[] Identity) Parse(ReadOnlySpan<byte> data)
    {
        var socketType = "";
        byte[] identity = [];
        while (!data.IsEmpty)
        {
            var nameLength = data[0];
            if (data.Length < 1 + nameLength + 4)
            {
                throw new ZmtpException("The peer's READY is cut short.");
            }

            var name = Encoding.ASCII.GetString(data.Slice(1, nameLength));
            data = data[(1 + nameLength)..];
            var valueLength = BinaryPrimitives.ReadInt32BigEndian(data);
            data = data[4..];
            if (valueLength < 0 || valueLength > data.Length)
            {
                throw new ZmtpException("The peer's READY is cut short.");
            }

            var value = data[..valueLength];
            data = data[valueLength..];
            if (name.Equals("Socket-Type", StringComparison.OrdinalIgnoreCase))
            {
                socketType = Encoding.ASCII.GetString(value);
            }
            else if (name.Equals("Identity", StringComparison.OrdinalIgnoreCase))
            {
                identity = valueLength <= MaxIdentityBytes ? value.ToArray() : throw new ZmtpException("The peer's identity is too long.");
            }
        }

        return (socketType, identity);
    }
}
