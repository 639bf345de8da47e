namespace Workbench.Kernel.Sharing.Tables;

/// <summary>Files of tables on their way; a full folder is said in words that help.</summary>
internal static class SharedFile
{
    private const int BufferBytes = 1 << 20;

    public static Stream Create(string path) => new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.ReadWrite,
        BufferSize = BufferBytes,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
