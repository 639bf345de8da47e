using System.Runtime.InteropServices;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>
/// Signals and session of a child (posix_spawnattr_init(3)). Every signal gets its default action and none is blocked: the
/// .NET runtime ignores SIGPIPE, and a child would inherit that.
/// </summary>
internal sealed class SpawnAttributes : IDisposable
{
    // glibc's posix_spawnattr_t has 336 bytes, its sigset_t 128.
    private const int Bytes = 1024;

    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short SetSession = 0x80;

    private readonly IntPtr _signals;

    public SpawnAttributes(bool newSession)
    {
        Pointer = Marshal.AllocHGlobal(Bytes);
        _signals = Marshal.AllocHGlobal(Bytes);
        _ = Init(Pointer);
        _ = Fill(_signals);
        _ = SetDefaults(Pointer, _signals);
        _ = Empty(_signals);
        _ = SetMask(Pointer, _signals);
        _ = SetFlags(Pointer, (short)(SetSignalDefaults | SetSignalMask | (newSession ? SetSession : 0)));
    }

    public IntPtr Pointer { get; }

    public void Dispose()
    {
        _ = Destroy(Pointer);
        Marshal.FreeHGlobal(Pointer);
        Marshal.FreeHGlobal(_signals);
    }

    [DllImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static extern int Init(IntPtr attributes);

    [DllImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static extern int Destroy(IntPtr attributes);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static extern int SetFlags(IntPtr attributes, short flags);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    private static extern int SetDefaults(IntPtr attributes, IntPtr signals);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    private static extern int SetMask(IntPtr attributes, IntPtr signals);

    [DllImport("libc", EntryPoint = "sigfillset")]
    private static extern int Fill(IntPtr signals);

    [DllImport("libc", EntryPoint = "sigemptyset")]
    private static extern int Empty(IntPtr signals);
}
