using System.Runtime.InteropServices;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>Who this process is to the operating system.</summary>
public static class Self
{
    /// <summary>Effective uid.</summary>
    public static int Uid => (int)GetEffectiveUid();

    /// <summary>Effective gid.</summary>
    public static int Gid => (int)GetEffectiveGid();

    /// <summary>Sets which mode bits new files do not get, and returns what it was before.</summary>
    public static UnixFileMode SetUmask(UnixFileMode mask) => (UnixFileMode)Umask((uint)mask);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint GetEffectiveUid();

    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint GetEffectiveGid();

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
