using System.Buffers.Binary;
using System.Net.Sockets;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>
/// The user id of the process at the other end of a Unix socket, as the Linux kernel knows it (unix(7), SO_PEERCRED); it
/// is the real host user id also from inside a user namespace.
/// </summary>
internal static class PeerCredentials
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <returns>Null when the system does not say.</returns>
    public static int? UserIdOf(Socket socket)
    {
        // struct ucred { pid_t pid; uid_t uid; gid_t gid; }
        Span<byte> credentials = stackalloc byte[12];
        try
        {
            var length = socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
            return length == credentials.Length ? BinaryPrimitives.ReadInt32LittleEndian(credentials[4..]) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
