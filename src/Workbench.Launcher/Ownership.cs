using System.Runtime.InteropServices;

namespace Workbench.Launcher;

/// <summary>Makes folders with owner, group and mode.</summary>
/// <param name="separateUids">False: owners are left alone, because only root may change them.</param>
internal sealed class Ownership(bool separateUids)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode Traverse = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    public const UnixFileMode GroupTraverse = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
    public const UnixFileMode GroupRead = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>Makes the folder when it is missing and sets its owner and mode in any case.</summary>
    public void MakeFolder(string path, int uid, int gid, UnixFileMode mode)
    {
        Directory.CreateDirectory(path, OwnerOnly);
        Give(path, uid, gid, mode);
    }

    /// <summary>Sets owner, group and mode; the mode last, because a change of owner clears the set-group bit.</summary>
    public void Give(string path, int uid, int gid, UnixFileMode mode)
    {
        if (separateUids && ChangeOwner(path, (uint)uid, (uint)gid) != 0)
        {
            throw new IOException($"The owner of {path} could not be set: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        File.SetUnixFileMode(path, mode);
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    private static extern int ChangeOwner(string path, uint uid, uint gid);
}
