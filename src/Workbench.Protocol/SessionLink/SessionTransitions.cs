using System.Collections.Frozen;

namespace Workbench.Protocol.SessionLink;

/// <summary>
/// The life of a session as a table: every pair of state and event that changes something. A pair that does not stand here
/// changes nothing, e.g. a late "idle" of a kernel process that has died.
/// </summary>
public static class SessionTransitions
{
    /// <summary>The whole table.</summary>
    public static IReadOnlyList<(SessionState From, SessionEvent Event, SessionState To)> All { get; } =
    [
        (SessionState.Starting, SessionEvent.KernelReady, SessionState.Idle),
        (SessionState.Starting, SessionEvent.KernelBusy, SessionState.Busy),
        (SessionState.Starting, SessionEvent.KernelIdle, SessionState.Idle),
        (SessionState.Starting, SessionEvent.KernelDied, SessionState.Dead),
        (SessionState.Starting, SessionEvent.RestartOrdered, SessionState.Restarting),
        (SessionState.Starting, SessionEvent.SessionEnded, SessionState.Ended),
        (SessionState.Idle, SessionEvent.KernelBusy, SessionState.Busy),
        (SessionState.Idle, SessionEvent.KernelDied, SessionState.Dead),
        (SessionState.Idle, SessionEvent.RestartOrdered, SessionState.Restarting),
        (SessionState.Idle, SessionEvent.SessionEnded, SessionState.Ended),
        (SessionState.Busy, SessionEvent.KernelIdle, SessionState.Idle),
        (SessionState.Busy, SessionEvent.KernelDied, SessionState.Dead),
        (SessionState.Busy, SessionEvent.RestartOrdered, SessionState.Restarting),
        (SessionState.Busy, SessionEvent.SessionEnded, SessionState.Ended),

        // While restarting, the end of the old process is expected; only the new one's first answer or its death leads out.
        (SessionState.Restarting, SessionEvent.KernelReady, SessionState.Idle),
        (SessionState.Restarting, SessionEvent.KernelDied, SessionState.Dead),
        (SessionState.Restarting, SessionEvent.SessionEnded, SessionState.Ended),
        (SessionState.Dead, SessionEvent.RestartOrdered, SessionState.Restarting),
        (SessionState.Dead, SessionEvent.SessionEnded, SessionState.Ended),

        // A slot of the warm pool is claimed once or thrown away: a kernel that dies, or works though nobody ordered it to, is no
        // kernel to hand to a person, and neither is one that was started anew.
        (SessionState.Warming, SessionEvent.KernelReady, SessionState.Warm),
        (SessionState.Warming, SessionEvent.KernelBusy, SessionState.Ended),
        (SessionState.Warming, SessionEvent.KernelDied, SessionState.Ended),
        (SessionState.Warming, SessionEvent.SessionEnded, SessionState.Ended),
        (SessionState.Warm, SessionEvent.Claimed, SessionState.Idle),
        (SessionState.Warm, SessionEvent.KernelBusy, SessionState.Ended),
        (SessionState.Warm, SessionEvent.KernelDied, SessionState.Ended),
        (SessionState.Warm, SessionEvent.SessionEnded, SessionState.Ended),
    ];

    private static readonly FrozenDictionary<(SessionState, SessionEvent), SessionState> Table =
        All.ToFrozenDictionary(row => (row.From, row.Event), row => row.To);

    /// <summary>The state after <paramref name="happened"/>; the same state when the event changes nothing.</summary>
    public static SessionState Apply(SessionState state, SessionEvent happened) => Table.GetValueOrDefault((state, happened), state);
}
