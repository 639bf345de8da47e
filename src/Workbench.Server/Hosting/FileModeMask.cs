using System.Runtime.InteropServices;

namespace Workbench.Server.Hosting;

/// <summary>
/// New files are for this user and group only. The governance database is shared by group with the raw side, and SQLite
/// makes its side files (-wal, -shm) with the mask of whoever comes first, so the mask must leave the group its bits.
/// </summary>
internal static class FileModeMask
{
    private const uint NothingForOthers = 0b000_000_111;

    public static void Apply() => _ = Umask(NothingForOthers);

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
