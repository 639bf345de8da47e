using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Supervisor.Kernels;

/// <summary>
/// A socket file in a folder that hostile code can write to. The kernel can put a symbolic link in its place that leads to a
/// socket of somebody else, so the file is pinned first (O_PATH, O_NOFOLLOW), checked to be a socket of the session's own uid,
/// and then reached through the descriptor, which nothing can exchange any more.
/// </summary>
internal sealed class HostileSocket : IDisposable
{
    private const int PathOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const int NoFollow = 0x20000;
    private const int FileNotFound = 2;
    private const int TypeMask = 0xF000;
    private const int SocketType = 0xC000;

    private readonly SafeFileHandle _pinned;

    private HostileSocket(SafeFileHandle pinned) => _pinned = pinned;

    /// <summary>Path that leads to the pinned socket and to nothing else, as long as this object lives.</summary>
    public string Path => "/proc/self/fd/" + ((int)_pinned.DangerousGetHandle()).ToString(CultureInfo.InvariantCulture);

    /// <summary>Pins the socket; null when nothing is there yet.</summary>
    /// <exception cref="HostileKernelException">Something else than an own socket stands there.</exception>
    public static HostileSocket? TryPin(string path)
    {
        var descriptor = Open(path, PathOnly | CloseOnExec | NoFollow);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError() == FileNotFound
                ? null
                : throw new HostileKernelException("The kernel's socket cannot be opened.");
        }

        var pinned = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FileStatus.Of(pinned) is { } status && (status.Mode & TypeMask) == SocketType && status.Uid == Self.Uid)
        {
            return new HostileSocket(pinned);
        }

        pinned.Dispose();
        throw new HostileKernelException("Where the kernel's socket should be stands something else.");
    }

    public void Dispose() => _pinned.Dispose();

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(string path, int flags);
}

/// <summary>The kernel does what no honest kernel does; its process is ended.</summary>
internal sealed class HostileKernelException(string message) : Exception(message);
