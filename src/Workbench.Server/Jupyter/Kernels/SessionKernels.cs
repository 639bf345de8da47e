using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>The sessions of the registry as the Jupyter API's kernels: a kernel's id is its session's id.</summary>
internal sealed class SessionKernels(SessionRegistry registry) : IKernelHouse
{
    public IReadOnlyList<IKernel> All => [.. registry.Sessions.Select(session => new SessionKernel(session))];

    public async Task<KernelStart> StartAsync(SessionOrder order, CancellationToken cancel)
    {
        var start = await registry.StartAsync(order, cancel);
        return start.Started ? new KernelStart(new SessionKernel(start.Session), null) : new KernelStart(null, start.Refusal);
    }

    public Task<bool> StopAsync(string id, CancellationToken cancel) =>
        SessionId.TryParse(id, out var session) ? registry.StopAsync(session, cancel) : Task.FromResult(false);

    private sealed class SessionKernel(KernelSession session) : IKernel
    {
        public string Id => session.Id.Value;

        public string Owner => session.Owner;

        public string SpecName => session.KernelSpecName;

        public SessionState State => session.State;

        public DateTimeOffset StartedAt => session.StartedAt;

        public DateTimeOffset LastActivity => session.LastActivity;

        public Task Completion => session.Completion;

        public IAsyncEnumerable<JournalEntry> ReadAsync(long afterSequence, CancellationToken cancel) => session.ReadAsync(afterSequence, cancel);

        public Task<SessionRefusal?> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancel) => session.SendAsync(channel, message, cancel);

        public Task<SessionRefusal?> InterruptAsync(CancellationToken cancel) => session.InterruptAsync(cancel);

        public Task<SessionRefusal?> RestartAsync(CancellationToken cancel) => session.RestartAsync(cancel);
    }
}
