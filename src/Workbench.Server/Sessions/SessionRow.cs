using Workbench.Governance.Projects;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Sessions;

/// <summary>A session as pages show it.</summary>
/// <param name="KernelId">As the Jupyter API names the session's kernel.</param>
/// <param name="Path">The notebook it works for; empty for a kernel without one.</param>
/// <param name="State">starting, idle, busy, restarting or dead.</param>
/// <param name="MemoryBytes">Null when it was not measured yet.</param>
/// <param name="IdleLimitSeconds">After how long without work it is stopped; null: never.</param>
/// <param name="Person">Name of its owner.</param>
/// <param name="Project">Name of the project whose permits count in it; null: all projects of its owner.</param>
/// <param name="Ended">Why the kernel is gone, in a sentence; null while it runs.</param>
/// <param name="StopsAt">When it will be stopped because it does no work; running any cell keeps it. Null: not soon.</param>
/// <param name="Limits">What it may use, one sentence each.</param>
/// <param name="NotHeld">Which of these limits this host does not hold, one sentence each.</param>
/// <param name="Reached">Limits that it has reached, newest first, with what to do.</param>
public sealed record SessionRow(
    string Id, string KernelId, string Path, string Kernel, string State, DateTimeOffset StartedAt, DateTimeOffset LastActivity,
    long? MemoryBytes, long? IdleLimitSeconds, string Person, string Profile, string? Project, string? Ended,
    DateTimeOffset? StopsAt, IReadOnlyList<string> Limits, IReadOnlyList<string> NotHeld, IReadOnlyList<ReachedLimit> Reached)
{
    internal static SessionRow Of(
        KernelSession session, SessionStatus status, NotebookSessions notebooks, IdleSessions idle, IReadOnlyDictionary<string, Project> projects) => new(
        session.Id.Value, session.Id.Value, notebooks.NotebookOf(session.Id.Value) ?? "", session.KernelSpecName, Word(status.State),
        session.StartedAt, status.LastActivity, status.MemoryBytes > 0 ? status.MemoryBytes : null,
        session.Info.Limits?.Profile.IdleMinutes * 60L, session.Owner, session.Info.ResourceProfile,
        session.Info.Project is { } project ? projects.GetValueOrDefault(project)?.Name ?? project : null, status.End?.Text,
        idle.StopsAt(session.Id), session.Info.Limits?.Sentences() ?? [], session.Info.Limits?.Holds.Notices() ?? [], status.Reached ?? []);

    /// <summary>People see no difference between a kernel that is gone and a session that is over.</summary>
    private static string Word(SessionState state) => state switch
    {
        SessionState.Starting => "starting",
        SessionState.Idle => "idle",
        SessionState.Busy => "busy",
        SessionState.Restarting => "restarting",
        _ => "dead",
    };
}
