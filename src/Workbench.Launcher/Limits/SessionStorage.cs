using System.Globalization;
using System.Runtime.InteropServices;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Limits;

/// <summary>
/// Places of limited size for one session: the home folder is an ext4 image of its own (bytes and files have a hard end, and a
/// full home is nobody else's problem), /tmp and /dev/shm are tmpfs with a limited number of files, which bwrap cannot make.
/// Needs root; where mounting is not possible the folders are plain and that is told.
/// </summary>
internal sealed class SessionStorage
{
    private const ulong NoSetUid = 2;
    private const ulong NoDevices = 4;
    private const int Detach = 2;
    private const string MakeFileSystem = "/usr/sbin/mkfs.ext4";

    private bool _mounts;

    /// <summary>True when the home folder has a size of its own.</summary>
    public bool HoldsHome { get; private set; }

    /// <summary>True when /tmp and /dev/shm have a limited number of files.</summary>
    public bool HoldsTemporary => _mounts;

    /// <summary>Finds out by trying what this host allows.</summary>
    /// <param name="folder">An empty folder to try in; left empty.</param>
    public void Detect(string folder)
    {
        if (Self.Uid != 0)
        {
            return;
        }

        var trial = Path.Combine(folder, "storage-trial");
        Directory.CreateDirectory(trial);
        try
        {
            _mounts = TryMountMemory(trial, Self.Uid, 1 << 20, 64);
            Unmount(trial);
            HoldsHome = _mounts && File.Exists(MakeFileSystem) && TryMountImage(trial, Self.Uid, 16 << 20, 64);
        }
        finally
        {
            Remove(trial);
            File.Delete(ImageOf(trial));
            Directory.Delete(trial);
        }
    }

    /// <summary>Makes home, tmp and shm in the session's folder; the home folder is there already.</summary>
    public void Make(string folder, int uid, ResourceProfile profile)
    {
        var home = Path.Combine(folder, "home");
        if (HoldsHome && !TryMountImage(home, uid, profile.HomeBytes, profile.HomeFiles))
        {
            throw new IOException("The session's home folder could not be mounted.");
        }

        if (!_mounts)
        {
            return;
        }

        foreach (var (name, bytes) in new[] { ("tmp", profile.TemporaryBytes), ("shm", profile.SharedMemoryBytes) })
        {
            var place = Path.Combine(folder, name);
            Directory.CreateDirectory(place);
            if (!TryMountMemory(place, uid, bytes, ResourceProfile.TemporaryFiles))
            {
                throw new IOException($"The session's {name} folder could not be mounted.");
            }
        }
    }

    /// <summary>Unmounts everything on or below a session's folder, whoever made it.</summary>
    public static void Remove(string folder)
    {
        foreach (var mount in Mount.Below(folder).Reverse())
        {
            Unmount(mount.Point);
        }
    }

    private static bool TryMountMemory(string folder, int uid, long bytes, long files) => MountAt(
        "workbench", folder, "tmpfs", NoSetUid | NoDevices,
        string.Create(CultureInfo.InvariantCulture, $"size={bytes},nr_inodes={files},uid={uid},gid={uid},mode=0700")) == 0;

    private static bool TryMountImage(string folder, int uid, long bytes, long files)
    {
        var image = ImageOf(folder);
        using (var file = new FileStream(image, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            file.SetLength(bytes);
        }

        // No journal: what is in it does not outlive the session, and a crash of the host ends the session anyway.
        var owner = uid.ToString(CultureInfo.InvariantCulture);
        var made = Run(MakeFileSystem, "-q", "-F", "-m", "0", "-N", files.ToString(CultureInfo.InvariantCulture),
                "-O", "^has_journal,^resize_inode", "-E", $"lazy_itable_init=1,root_owner={owner}:{owner}", image)
            && Run("/bin/mount", "-o", "loop,nosuid,nodev,noatime", image, folder);
        if (!made)
        {
            return false;
        }

        Directory.Delete(Path.Combine(folder, "lost+found"));
        File.SetUnixFileMode(folder, Ownership.OwnerOnly);
        return true;
    }

    private static string ImageOf(string folder) => folder + ".img";

    private static void Unmount(string folder) => _ = UnmountAt(folder, Detach);

    private static bool Run(string program, params string[] arguments) => ChildProcess.Wait(ChildProcess.Spawn(
        new SpawnOrder(program, arguments, new Dictionary<string, string> { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" }))).ShellCode == 0;

    [DllImport("libc", EntryPoint = "mount", SetLastError = true)]
    private static extern int MountAt(string source, string target, string kind, ulong flags, string options);

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true)]
    private static extern int UnmountAt(string target, int flags);
}
