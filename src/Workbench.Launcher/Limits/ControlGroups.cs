using System.Security.Cryptography;
using System.Text;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Limits;

/// <summary>
/// The control groups of all sessions of one installation: one folder per session, made before its first process and removed
/// after its last one. What another program owns is never touched: groups stand only below the root of a hierarchy, or below a
/// group that was delegated to this launcher.
/// </summary>
internal abstract class ControlGroups
{
    public abstract bool HoldsMemory { get; }

    public abstract bool HoldsProcesses { get; }

    public abstract bool HoldsProcessors { get; }

    /// <summary>The best that this host has: version 2, else version 1, else none.</summary>
    /// <param name="dataFolder">Names the installation, so that two on one host keep apart.</param>
    /// <param name="ownership">Hands a session's join files to its uid.</param>
    public static ControlGroups Find(string dataFolder, Ownership ownership)
    {
        var name = "workbench-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..8];
        var mounts = Mount.All();
        var own = OwnGroups.Read();
        return (ControlGroups?)UnifiedControlGroups.TryFind(mounts, own, name, ownership)
            ?? (ControlGroups?)LegacyControlGroups.TryFind(mounts, own, name, ownership)
            ?? new NoControlGroups();
    }

    /// <summary>Makes a session's groups with its limits set.</summary>
    public abstract SessionGroups Make(SessionId session, int uid, ResourceProfile profile);

    /// <summary>Files that the session's supervisor joins; it is not held by the kernel's limits.</summary>
    public abstract IReadOnlyList<string> SupervisorJoin(SessionId session);

    /// <summary>Sessions that have groups.</summary>
    public abstract IReadOnlyCollection<SessionId> Existing();

    /// <summary>Ends whatever is still in a session's groups and removes them; nothing happens when there are none.</summary>
    public abstract void Remove(SessionId session);

    /// <summary>Removes the installation's own folder when no session is left.</summary>
    public abstract void RemoveAll();
}

/// <summary>No control group can be used here.</summary>
internal sealed class NoControlGroups : ControlGroups
{
    public override bool HoldsMemory => false;

    public override bool HoldsProcesses => false;

    public override bool HoldsProcessors => false;

    public override SessionGroups Make(SessionId session, int uid, ResourceProfile profile) => SessionGroups.None;

    public override IReadOnlyList<string> SupervisorJoin(SessionId session) => [];

    public override IReadOnlyCollection<SessionId> Existing() => [];

    public override void Remove(SessionId session)
    {
    }

    public override void RemoveAll()
    {
    }
}
