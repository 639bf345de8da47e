namespace Workbench.Supervisor.Limits;

/// <summary>Whether a folder with a size of its own is full, by statvfs(3) of its path.</summary>
internal static class FolderSpace
{
    /// <summary>Less than this part of the bytes left counts as full: a program that failed seldom used the very last one.</summary>
    private const double Least = 0.01;

    /// <summary>False also where the folder has no size of its own or cannot be asked.</summary>
    public static bool IsFull(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.TotalSize > 0 && drive.AvailableFreeSpace < drive.TotalSize * Least;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
