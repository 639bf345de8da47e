using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Workbench.Notebooks.Wall;

/// <summary>Hands an open file over a Unix socket (unix(7), SCM_RIGHTS), as a service of the host might that trusts whoever reaches it.</summary>
internal static class DescriptorGift
{
    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;
    private const int ControlBytes = 24;

    /// <summary>Sends one byte with the file; a receiver that is gone gets nothing.</summary>
    public static void Send(Socket socket, SafeFileHandle file)
    {
        // One block for all: the byte, struct iovec, struct cmsghdr (16 bytes of head, 4 of one descriptor), struct msghdr.
        var block = Marshal.AllocHGlobal(128);
        var (vector, control, header) = (block + 16, block + 32, block + 64);
        try
        {
            Marshal.WriteByte(block, 1);
            Marshal.Copy(new[] { block, 1 }, 0, vector, 2);
            Marshal.Copy(new[] { 20, 0, SocketLevel, Rights, (int)file.DangerousGetHandle(), 0 }, 0, control, ControlBytes / sizeof(int));
            Marshal.Copy(new[] { 0, 0, vector, 1, control, ControlBytes, 0 }, 0, header, 7);
            _ = SendMessage((int)socket.Handle, header, NoSignal);
        }
        finally
        {
            Marshal.FreeHGlobal(block);
        }
    }

    [DllImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static extern nint SendMessage(int socket, nint header, int flags);
}
