using Workbench.Launcher.Limits;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>Makes and removes session folders below one folder.</summary>
/// <param name="parent">DATA/sessions.</param>
/// <param name="ownership">Sets owners and modes.</param>
/// <param name="serverUid">Uid and group of the server.</param>
/// <param name="storage">Gives home and temporary folders a size.</param>
internal sealed class SessionFolders(string parent, Ownership ownership, int serverUid, SessionStorage storage)
{
    /// <summary>Longest socket path below a session folder: "/link/l.sock.n".</summary>
    private const int LongestSocketName = 14;
    private const int LongestSocketPath = 107;

    public string PathOf(SessionId id) => Path.Combine(parent, id.Value);

    public bool IsTooLong => parent.Length + 1 + SessionId.Length + LongestSocketName > LongestSocketPath;

    public IEnumerable<SessionId> Existing() => Directory.Exists(parent)
        ? Directory.EnumerateDirectories(parent).Select(path => SessionId.TryParse(Path.GetFileName(path), out var id) ? id : default).Where(id => id != default)
        : [];

    /// <summary>
    /// The folder itself stays root's, so that nothing in it can be exchanged; each part belongs to the one who writes it.
    /// Group bits are for the server (link, journal) and for the session (broker).
    /// </summary>
    public string Make(SessionId id, int uid, ResourceProfile profile)
    {
        var folder = PathOf(id);
        var (self, selfGroup) = (Self.Uid, Self.Gid);
        ownership.MakeFolder(folder, self, selfGroup, Ownership.Traverse);
        ownership.MakeFolder(Path.Combine(folder, "home"), uid, uid, Ownership.OwnerOnly);
        ownership.MakeFolder(Path.Combine(folder, "run"), uid, uid, Ownership.OwnerOnly);
        ownership.MakeFolder(Path.Combine(folder, "link"), uid, serverUid, Ownership.GroupTraverse);
        ownership.MakeFolder(Path.Combine(folder, "journal"), uid, serverUid, Ownership.GroupRead | UnixFileMode.SetGroup);
        ownership.MakeFolder(Path.Combine(folder, "broker"), serverUid, uid, Ownership.GroupRead | UnixFileMode.SetGroup);
        storage.Make(folder, uid, profile);
        return folder;
    }

    /// <summary>
    /// Removes the folder, whatever hostile code made of it. rm(1), because it works by descriptors: a tree deeper than the
    /// longest path does not stop it and links are not followed.
    /// </summary>
    public void Remove(SessionId id)
    {
        var folder = PathOf(id);
        if (!Directory.Exists(folder))
        {
            return;
        }

        SessionStorage.Remove(folder);
        Run("/bin/chmod", "-R", "u+rwX", "--", folder);
        Run("/bin/rm", "-rf", "--one-file-system", "--", folder);
        if (Directory.Exists(folder))
        {
            throw new IOException($"The session folder {folder} could not be removed.");
        }
    }

    private static void Run(string program, params string[] arguments) =>
        ChildProcess.Wait(ChildProcess.Spawn(new SpawnOrder(program, arguments, new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" })));
}
