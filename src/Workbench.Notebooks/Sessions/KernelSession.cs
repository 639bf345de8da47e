using System.Runtime.CompilerServices;
using Workbench.Notebooks.Engines;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Sessions;

/// <summary>
/// One live session as the server sees it. It holds no kernel output: the supervisor's journal does, and every reader reads
/// from there at its own pace, so that a slow reader costs this process nothing and a restart of it loses nothing.
/// </summary>
public sealed class KernelSession : IAsyncDisposable
{
    private readonly KernelEngine _engine;
    private readonly SessionWatch _watch;
    private readonly SessionOrders _orders;

    internal KernelSession(KernelEngine engine, SessionInfo info)
    {
        _engine = engine;
        Info = info;
        _watch = new SessionWatch(engine, info) { Changed = _ => Changed?.Invoke(this) };
        _orders = new SessionOrders(engine, info);
    }

    public SessionInfo Info { get; }

    public Protocol.Launching.SessionId Id => Info.Id;

    public string Owner => Info.Owner;

    public string KernelSpecName => Info.KernelSpecName;

    public DateTimeOffset StartedAt => Info.StartedAt;

    /// <summary>The newest condition that the supervisor told; see <see cref="Changed"/>.</summary>
    public SessionStatus Status => _watch.Status;

    public SessionState State => Status.State;

    /// <summary>When the kernel last changed between busy and idle (UTC).</summary>
    public DateTimeOffset LastActivity => Status.LastActivity;

    /// <summary>Number of the newest journal entry known here; 0 when there is none.</summary>
    public long LastSequence => Status.LastSequence;

    /// <summary>Raised after <see cref="Status"/> changed, on a thread-pool thread, never concurrently.</summary>
    public event Action<KernelSession>? Changed;

    /// <summary>Ends when the session is over: stopped, or its supervisor is gone. Never faults.</summary>
    public Task Completion => _watch.Completion;

    /// <summary>
    /// The journal from behind <paramref name="afterSequence"/> (0: from the start): what is kept, then what comes. Entries are
    /// in order, each exactly once; where the bounded journal dropped entries there is one with <see cref="JournalEntry.IsGap"/>.
    /// The enumeration ends when the session is over.
    /// </summary>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(long afterSequence, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var last = afterSequence;
        while (true)
        {
            await foreach (var entry in LinkEntries.ReadAsync(_engine, Info, last, cancellation).ConfigureAwait(false))
            {
                last = entry.Sequence;
                yield return entry;
            }

            if (await _watch.IsOverAsync(cancellation).ConfigureAwait(false))
            {
                break;
            }
        }

        // The supervisor can be killed with entries on disk that nobody has read from it; they are still there.
        foreach (var entry in JournalFolder.Read(Path.Combine(Info.Folder, "journal"), last))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <summary>Hands a message to the kernel. The answer, if any, comes through the journal.</summary>
    /// <returns>Null, or why the message was not handed over (kernel dead, still starting, session over).</returns>
    public Task<SessionRefusal?> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancellation = default) =>
        _orders.SendAsync(channel, message, cancellation);

    /// <summary>Asks the kernel to stop its cell; its state is kept.</summary>
    public Task<SessionRefusal?> InterruptAsync(CancellationToken cancellation = default) =>
        _orders.CommandAsync(LinkCommand.Interrupt, cancellation);

    /// <summary>Replaces the kernel process by a fresh one in the same session; returns when the new one answers or has failed.</summary>
    public Task<SessionRefusal?> RestartAsync(CancellationToken cancellation = default) =>
        _orders.CommandAsync(LinkCommand.Restart, cancellation);

    /// <summary>Ends the kernel and leaves the reason in the journal, where every open page reads it; the session is then to be stopped.</summary>
    /// <param name="reason">A sentence for the session's owner.</param>
    public Task<SessionRefusal?> EndAsync(string reason, CancellationToken cancellation = default) => _orders.EndAsync(reason, cancellation);

    /// <summary>Asks the supervisor for memory, processes and heartbeat as they are now.</summary>
    public Task<SessionStatus> MeasureAsync(CancellationToken cancellation = default) => _orders.MeasureAsync(_watch, cancellation);

    /// <summary>Lets go of the session without ending it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _orders.DisposeAsync().ConfigureAwait(false);
    }

    internal Task ConnectAsync(CancellationToken cancellation) => _watch.StartAsync(cancellation);
}
