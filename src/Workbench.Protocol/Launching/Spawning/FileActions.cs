using System.Runtime.InteropServices;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>What happens to descriptors between fork and exec (posix_spawn_file_actions_init(3)).</summary>
internal sealed class FileActions : IDisposable
{
    // glibc's posix_spawn_file_actions_t has 80 bytes, musl's less.
    private const int Bytes = 256;

    private const int OpenForWriting = 1;

    public FileActions()
    {
        Pointer = Marshal.AllocHGlobal(Bytes);
        Check(Init(Pointer));
    }

    public IntPtr Pointer { get; }

    public void Open(int descriptor, string path, bool write) =>
        Check(AddOpen(Pointer, descriptor, path, write ? OpenForWriting : 0, 0));

    public void Duplicate(int from, int to) => Check(AddDuplicate(Pointer, from, to));

    /// <summary>Closes every descriptor from this number on, whatever a careless library may have left open (glibc 2.34).</summary>
    public void CloseFrom(int descriptor) => Check(AddCloseFrom(Pointer, descriptor));

    public void Dispose()
    {
        _ = Destroy(Pointer);
        Marshal.FreeHGlobal(Pointer);
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static extern int Init(IntPtr actions);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static extern int Destroy(IntPtr actions);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static extern int AddOpen(IntPtr actions, int descriptor, string path, int flags, uint mode);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static extern int AddDuplicate(IntPtr actions, int from, int to);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    private static extern int AddCloseFrom(IntPtr actions, int from);
}
