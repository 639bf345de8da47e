using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Workbench.Cohorts.Snapshots;

/// <summary>Forces files and names of files to the disk, so that a renamed folder is whole after a power cut.</summary>
internal static class Disk
{
    private const int ReadOnlyFolder = 0x10000; // O_RDONLY | O_DIRECTORY on Linux

    public static void FlushFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>fsync of a folder, which .NET does not offer: it makes renames in it durable (fsync(2), "calling fsync does not ensure that the entry in the directory has reached disk").</summary>
    public static void FlushFolder(string path)
    {
        var folder = Open(path, ReadOnlyFolder);
        if (folder < 0)
        {
            throw new IOException("The folder could not be opened to flush it.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        try
        {
            if (Sync(folder) != 0)
            {
                throw new IOException("The folder could not be flushed to the disk.", new Win32Exception(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
