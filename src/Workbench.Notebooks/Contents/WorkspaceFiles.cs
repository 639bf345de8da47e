using System.Security.Cryptography;

namespace Workbench.Notebooks.Contents;

/// <summary>Where checked paths lie on disk. Never follows a symbolic link: a link in a workspace does not exist for clients.</summary>
internal sealed class WorkspaceFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string CheckpointFolder = ".checkpoints";

    public WorkspaceFiles(string root)
    {
        Root = root;
        Directory.CreateDirectory(root, OwnerOnly);
        foreach (var leftover in Directory.EnumerateFiles(root, "*" + AtomicFile.UnfinishedSuffix, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            File.Delete(leftover); // of a save that a crash cut short; its old version is still in place
        }
    }

    public string Root { get; }

    public string OnDisk(ContentsPath path) => path.IsRoot ? Root : Path.Combine(Root, path.Text);

    /// <summary>Folder of the kept versions of a file. The dot names cannot be reached by a contents path.</summary>
    public string CheckpointsOf(ContentsPath path) => Path.Combine(CheckpointTree(path), ".versions");

    /// <summary>Folder of the kept versions of everything below a path.</summary>
    public string CheckpointTree(ContentsPath path) => Path.Combine(Root, CheckpointFolder, path.Text);

    public FileInfo? FileAt(ContentsPath path) => Reachable(path) && new FileInfo(OnDisk(path)) is { Exists: true } file ? file : null;

    public DirectoryInfo? FolderAt(ContentsPath path) => Reachable(path) && new DirectoryInfo(OnDisk(path)) is { Exists: true } folder ? folder : null;

    public bool Exists(ContentsPath path)
    {
        var onDisk = OnDisk(path);
        return File.Exists(onDisk) || Directory.Exists(onDisk) || new FileInfo(onDisk).LinkTarget is not null;
    }

    /// <summary>Whether every existing step of the path is a real file or folder of this workspace.</summary>
    public bool Reachable(ContentsPath path)
    {
        var step = Root;
        foreach (var name in path.Names)
        {
            step = Path.Combine(step, name);
            if (new FileInfo(step).LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }

    public static void MakeFolder(string onDisk) => Directory.CreateDirectory(onDisk, OwnerOnly);

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
