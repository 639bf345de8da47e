using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workbench.Notebooks.Contents;

/// <summary>
/// Replaces a file so that a reader, a crash or a full disk only ever meets the whole old or the whole new content:
/// temporary file, fsync, rename, fsync of the folder (without the last, the rename itself can be lost).
/// </summary>
public static class AtomicFile
{
    /// <summary>Ends the names of unfinished files. They begin with a dot, so no contents path can name them.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <exception cref="IOException">Disk full or broken; the old file is untouched and nothing is left behind.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = UnfinishedName(path);
        try
        {
            using (var file = new FileStream(unfinished, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                BufferSize = 0,
            }))
            {
                file.Write(content);
            }

            Publish(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Makes a finished file the content of <paramref name="path"/>.</summary>
    public static void Publish(string unfinished, string path)
    {
        using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    public static string UnfinishedName(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}{UnfinishedSuffix}");

    /// <summary>Makes renames and deletions in a folder durable. .NET opens no folders, so this asks the system.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(folder, OpenCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException("A folder could not be opened to make a change durable.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw new IOException("A change of a folder could not be made durable.", new Win32Exception(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private const int OpenCloseOnExec = 0x80000; // O_RDONLY | O_CLOEXEC; O_DIRECTORY is not needed and differs between processors

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
