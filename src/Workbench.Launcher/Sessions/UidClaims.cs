using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// Which installation on this host uses a uid: one file per uid in /run/workbench-uids, naming the record of the session. Two
/// installations may share a range; without this one could end the other's processes. A claim whose record is gone is stale.
/// </summary>
/// <param name="recordFolder">DATA/run/sessions of this installation.</param>
/// <param name="time">Tells how old a claim is.</param>
internal sealed class UidClaims(string recordFolder, TimeProvider time)
{
    private const string Folder = "/run/workbench-uids";

    /// <summary>Claims the uid for a session; false when somebody else's session has it.</summary>
    public bool TryClaim(int uid, SessionId session)
    {
        Directory.CreateDirectory(Folder, Ownership.OwnerOnly);
        var path = PathOf(uid);
        if (File.Exists(path) && (IsFresh(path) || File.Exists(File.ReadAllText(path))))
        {
            return false;
        }

        File.Delete(path);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(System.Text.Encoding.UTF8.GetBytes(RecordOf(session)));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>True while the claim is this session's, so that processes of the uid are this session's too.</summary>
    public bool IsHeld(int uid, SessionId session) => File.Exists(PathOf(uid)) && File.ReadAllText(PathOf(uid)) == RecordOf(session);

    public void Release(int uid, SessionId session)
    {
        if (IsHeld(uid, session))
        {
            File.Delete(PathOf(uid));
        }
    }

    /// <summary>Releases this installation's claims whose session nobody knows any more.</summary>
    public void ReleaseForgotten(IReadOnlySet<SessionId> known)
    {
        foreach (var path in Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder) : [])
        {
            var record = File.ReadAllText(path);
            if (Path.GetDirectoryName(record) == recordFolder
                && !(SessionId.TryParse(Path.GetFileNameWithoutExtension(record), out var session) && known.Contains(session)))
            {
                File.Delete(path);
            }
        }
    }

    // The record follows the claim; until it must be there, the claim alone counts.
    private bool IsFresh(string path) => time.GetUtcNow() - File.GetLastWriteTimeUtc(path) < TimeSpan.FromMinutes(1);

    private static string PathOf(int uid) => Path.Combine(Folder, uid.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private string RecordOf(SessionId session) => Path.Combine(recordFolder, session.Value + ".json");
}
