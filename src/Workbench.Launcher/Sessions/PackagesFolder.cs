using System.Runtime.InteropServices;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// DATA/packages: what notebooks may add with <c>#r "nuget: …"</c>. Their code runs in everybody's sessions, so that sessions get
/// the folder only while nobody but this launcher's user can change it.
/// </summary>
internal sealed class PackagesFolder(LauncherOptions options, Ownership ownership)
{
    private const UnixFileMode ReadByAll = Ownership.OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const int WorkingFolder = -100;
    private const uint ModeAndUid = 0x2 | 0x8;

    private string Place => Path.Combine(options.DataFolder, "packages");

    /// <summary>The folder to bind, or null.</summary>
    public string? Usable => options.DataFolder != "" && Directory.Exists(Place) && Refusal is null ? Place : null;

    /// <summary>Why sessions do not get a folder that is there, or null.</summary>
    public string? Refusal
    {
        get
        {
            if (options.DataFolder == "" || !Directory.Exists(Place))
            {
                return null;
            }

            var status = new byte[256];
            if (Statx(WorkingFolder, Place, 0, ModeAndUid, status) != 0)
            {
                return $"Notebooks cannot add packages: {Place} cannot be read.";
            }

            // struct statx: mask, blksize (4 each), attributes (8), nlink, uid, gid (4 each), mode (2).
            var (uid, mode) = (BitConverter.ToInt32(status, 20), (UnixFileMode)(BitConverter.ToUInt16(status, 28) & 0b111_111_111));
            return uid == Self.Uid && (mode & WrittenByOthers) == 0 ? null
                : $"Notebooks cannot add packages: others than its owner can change {Place}. Make it safe: chown {Self.Uid} {Place}; chmod 755 {Place}";
        }
    }

    /// <summary>Makes the folder where there is none; one that is there is left as an admin made it.</summary>
    public void Make()
    {
        if (!Path.Exists(Place))
        {
            ownership.MakeFolder(Place, Self.Uid, Self.Gid, ReadByAll);
        }
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int folder, string path, int flags, uint mask, byte[] status);
}
