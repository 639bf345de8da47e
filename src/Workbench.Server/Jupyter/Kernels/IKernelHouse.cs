using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>
/// What the Jupyter API needs of the sessions. It stands between the two so that tests can play a kernel message by message.
/// </summary>
internal interface IKernelHouse
{
    IReadOnlyList<IKernel> All { get; }

    /// <exception cref="Workbench.Notebooks.Engines.KernelEngineException">The launcher does not answer.</exception>
    Task<KernelStart> StartAsync(SessionOrder order, CancellationToken cancel);

    /// <summary>Ends a kernel for good; false when there is none.</summary>
    Task<bool> StopAsync(string id, CancellationToken cancel);

    /// <summary>The kernels of one person, oldest first.</summary>
    IReadOnlyList<IKernel> OwnedBy(string personName) => [.. All.Where(kernel => kernel.Owner == personName).OrderBy(kernel => kernel.StartedAt)];

    /// <summary>A kernel by its id, if it is this person's.</summary>
    IKernel? Find(string personName, string id) => All.FirstOrDefault(kernel => kernel.Id == id && kernel.Owner == personName);
}

/// <summary>A kernel, or why there is none.</summary>
internal sealed record KernelStart(IKernel? Kernel, SessionRefusal? Refusal);

/// <inheritdoc cref="KernelSession"/>
internal interface IKernel
{
    string Id { get; }

    string Owner { get; }

    string SpecName { get; }

    SessionState State { get; }

    DateTimeOffset StartedAt { get; }

    DateTimeOffset LastActivity { get; }

    /// <inheritdoc cref="KernelSession.Completion"/>
    Task Completion { get; }

    /// <inheritdoc cref="KernelSession.ReadAsync"/>
    IAsyncEnumerable<JournalEntry> ReadAsync(long afterSequence, CancellationToken cancel);

    /// <inheritdoc cref="KernelSession.SendAsync"/>
    Task<SessionRefusal?> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancel);

    /// <inheritdoc cref="KernelSession.InterruptAsync"/>
    Task<SessionRefusal?> InterruptAsync(CancellationToken cancel);

    /// <inheritdoc cref="KernelSession.RestartAsync"/>
    Task<SessionRefusal?> RestartAsync(CancellationToken cancel);
}
