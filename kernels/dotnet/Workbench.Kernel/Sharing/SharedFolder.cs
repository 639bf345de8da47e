namespace Workbench.Kernel.Sharing;

/// <summary>
/// Where tables lie on their way between languages: in memory, where the host has a file system for that with room for tables.
/// The sandbox gives 16 MB of it and a larger temporary folder, which is memory too.
/// </summary>
internal static class SharedFolder
{
    private const long RoomForTables = 1L << 30;

    private static readonly Lazy<string> Folder = new(Create);

    /// <summary>A path for a new file; nobody else can read what is written there.</summary>
    public static string NewFile(string extension = ".arrow") => Path.Combine(Folder.Value, Path.GetRandomFileName() + extension);

    private static string Create()
    {
        var memory = "/dev/shm";
        var parent = Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace >= RoomForTables && IsWritable(memory) ? memory : Path.GetTempPath();
        var folder = Path.Combine(parent, "workbench-" + Path.GetRandomFileName());
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        return folder;
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing is left to tell it to; the sandbox ends with the kernel.
        }
    }
}
