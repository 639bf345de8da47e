using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Engines;

/// <summary>
/// Where sessions run. An engine starts and ends sessions, says which ones there are, and opens the link to one. It knows
/// nothing of people's rights or of notebooks. Its list is the truth: after a restart of the server it alone decides which
/// sessions live, and an engine that cannot tell says so by throwing, never by an empty list.
/// </summary>
public abstract class KernelEngine
{
    /// <summary>Starts a session; the record of its owner is durable before its first process runs.</summary>
    public abstract Task<EngineStart> StartAsync(StartSessionOrder order, CancellationToken cancellation);

    /// <summary>Ends a session and removes everything of it; false when there is none of this id.</summary>
    /// <exception cref="KernelEngineException">The engine does not answer.</exception>
    public abstract Task<bool> StopAsync(SessionId session, CancellationToken cancellation);

    /// <summary>All sessions, running or ended but not yet stopped.</summary>
    /// <exception cref="KernelEngineException">The engine does not answer: nothing is known.</exception>
    public abstract Task<IReadOnlyList<LaunchedSession>> ListAsync(CancellationToken cancellation);

    /// <summary>Can this engine start kernels now?</summary>
    public abstract Task<SandboxStatus> StatusAsync(CancellationToken cancellation);

    /// <summary>Opens a connection to the session's supervisor.</summary>
    /// <exception cref="IOException">The supervisor does not listen.</exception>
    public abstract Task<Stream> OpenLinkAsync(SessionInfo session, CancellationToken cancellation);
}

/// <summary>A started session, or why there is none; exactly one is set.</summary>
public sealed record EngineStart(LaunchedSession? Session, SessionRefusal? Refusal);

/// <summary>The engine does not answer. What it runs is unknown, not nothing.</summary>
public sealed class KernelEngineException(string message) : Exception(message);
