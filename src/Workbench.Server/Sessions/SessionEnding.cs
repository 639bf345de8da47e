using Workbench.Governance.Decisions;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Jupyter.Outputs;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Sessions;

/// <summary>
/// Ends a session in the right order: its outputs go into the notebook, the open pages read why, the audit has who and why, and
/// then nothing of it is left.
/// </summary>
internal sealed class SessionEnding(
    SessionRegistry registry, SessionSupport support, NotebookSessions notebooks, KernelRecorders recorders, TimeProvider clock)
{
    /// <summary>Pages read the reason from the journal, which goes with the session.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(300);

    /// <param name="session">The session.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="reason">For the audit.</param>
    /// <param name="told">For the owner; null when the owner knows.</param>
    /// <param name="cancel">Gives up waiting; the launcher may still end the session.</param>
    /// <exception cref="Workbench.Notebooks.Engines.KernelEngineException">The launcher does not answer: the session goes on.</exception>
    public async Task EndAsync(KernelSession session, Actor by, string reason, string? told, CancellationToken cancel)
    {
        if (told is not null && await session.EndAsync(told, cancel) is null)
        {
            await Task.Delay(ReadingTime, clock, cancel);
        }

        recorders.KeepOutputs(session.Id.Value);
        support.NoteStop(session.Id, by, reason);
        await registry.StopAsync(session.Id, cancel);
        notebooks.Remove(one => one.KernelId == session.Id.Value);
    }
}
