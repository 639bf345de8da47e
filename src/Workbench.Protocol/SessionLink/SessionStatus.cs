using System.Text.Json.Serialization;

namespace Workbench.Protocol.SessionLink;

/// <summary>Why a kernel process is gone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KernelEndReason>))]
public enum KernelEndReason
{
    /// <summary>It ended with an exit code of its own.</summary>
    Exited,

    /// <summary>A signal ended it.</summary>
    Killed,

    /// <summary>The operating system ended it because its session had used all of its memory. Certain: the control group says so.</summary>
    OutOfMemory,

    /// <summary>Somebody other than its owner, or the server, ended it; the text says why.</summary>
    Stopped,

    /// <summary>The session has lived as long as its resource profile allows.</summary>
    TimeUsedUp,

    /// <summary>It was killed, or gave up, in a way that fits running out of memory. A guess, and worded as one.</summary>
    ProbablyOutOfMemory,

    /// <summary>It could not be started.</summary>
    NotStarted,

    /// <summary>It runs but broke the protocol (oversized frame, bad signature), so it was ended.</summary>
    BrokeProtocol,
}

/// <summary>How a kernel process ended.</summary>
/// <param name="Reason">The kind of end.</param>
/// <param name="ExitCode">Exit code, or null when a signal ended it.</param>
/// <param name="Signal">Signal number, or null.</param>
/// <param name="Text">One sentence for the session's owner: what happened and what to do.</param>
/// <param name="LastOutput">The last bytes that the process wrote to its standard error, for the owner only; it may hold data.</param>
public sealed record KernelEnd(KernelEndReason Reason, int? ExitCode, int? Signal, string Text, string LastOutput);

/// <summary>A session's condition as its supervisor sees it.</summary>
/// <param name="State">What the kernel is doing.</param>
/// <param name="LastSequence">Number of the newest journal entry; 0 when there is none.</param>
/// <param name="FirstSequence">Number of the oldest entry that is still kept.</param>
/// <param name="MemoryBytes">Resident memory of all processes in the sandbox, in bytes.</param>
/// <param name="Processes">Number of processes in the sandbox.</param>
/// <param name="Responding">False when the kernel has not answered the last heartbeat.</param>
/// <param name="LastActivity">When the kernel last changed between busy and idle (UTC).</param>
/// <param name="Restarts">How many times the kernel process was replaced.</param>
/// <param name="End">How the kernel process ended, when it is dead.</param>
/// <param name="Reached">The limits that the session has reached last, newest first; null when none.</param>
public sealed record SessionStatus(
    SessionState State, long LastSequence, long FirstSequence, long MemoryBytes, int Processes, bool Responding,
    DateTimeOffset LastActivity, int Restarts, KernelEnd? End, IReadOnlyList<ReachedLimit>? Reached = null);

/// <summary>A limit that a session has reached.</summary>
/// <param name="Limit">memory, processes, home, temporary or time.</param>
/// <param name="At">When it was noticed (UTC).</param>
/// <param name="Text">What happened and what to do, for the session's owner.</param>
public sealed record ReachedLimit(string Limit, DateTimeOffset At, string Text);
