using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Sessions;

/// <summary>What is fixed about a session from before its kernel starts until its end.</summary>
/// <param name="Id">The session's name.</param>
/// <param name="Owner">Name of the person whose session it is; the broker answers its socket on this person's behalf.</param>
/// <param name="Project">Project the session works for, or null.</param>
/// <param name="KernelSpecName">Such as <c>.net-csharp</c>.</param>
/// <param name="ResourceProfile">Name of the resource profile.</param>
/// <param name="StartedAt">When it was ordered (UTC).</param>
/// <param name="Folder">The session's folder (absolute).</param>
/// <param name="Uid">Host uid of the session's processes.</param>
/// <param name="Limits">What it may use, and what of that the host holds; null when its engine does not say.</param>
public sealed record SessionInfo(
    SessionId Id, string Owner, string? Project, string KernelSpecName, string ResourceProfile, DateTimeOffset StartedAt,
    string Folder, int Uid, SessionLimits? Limits = null)
{
    /// <summary>Folder in which the server opens the broker's socket; the kernel sees it read-only as /run/broker.</summary>
    public string BrokerFolder => Path.Combine(Folder, "broker");

    /// <summary>Where the broker listens for this session.</summary>
    public string BrokerSocket => Path.Combine(BrokerFolder, "b.sock");
}
