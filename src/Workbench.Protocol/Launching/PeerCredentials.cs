using System.Buffers.Binary;
using System.Net.Sockets;

namespace Workbench.Protocol.Launching;

/// <summary>Who is at the other end of a Unix socket, as the operating system saw it when the connection was made (unix(7), SO_PEERCRED).</summary>
public readonly record struct PeerCredentials(int ProcessId, int Uid, int Gid)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> bytes = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, bytes);
        return new PeerCredentials(
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]));
    }

    /// <exception cref="IOException">The peer runs as somebody else: an impostor sits on the socket's path.</exception>
    public static void Require(Socket socket, int uid)
    {
        if (Of(socket).Uid != uid)
        {
            throw new IOException("The process at the other end of the socket runs as an unexpected uid.");
        }
    }
}
