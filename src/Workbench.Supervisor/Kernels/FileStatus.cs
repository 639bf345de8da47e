using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Workbench.Supervisor.Kernels;

/// <summary>Type, mode and owner of an open file, by statx(2), whose layout is the same on every architecture.</summary>
internal readonly record struct FileStatus(int Mode, int Uid)
{
    private const int EmptyPath = 0x1000;
    private const uint TypeModeAndUid = 0x1 | 0x2 | 0x8;

    public static FileStatus? Of(SafeFileHandle file)
    {
        var status = new byte[256];
        if (Statx(file, "", EmptyPath, TypeModeAndUid, status) != 0)
        {
            return null;
        }

        // struct statx: mask, blksize (4 each), attributes (8), nlink, uid, gid (4 each), mode (2).
        return new FileStatus(BitConverter.ToUInt16(status, 28), BitConverter.ToInt32(status, 20));
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(SafeFileHandle file, string path, int flags, uint mask, byte[] status);
}
