using System.Text.Json.Serialization;

namespace Workbench.Protocol.SessionLink;

/// <summary>What a session's kernel is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionState>))]
public enum SessionState
{
    /// <summary>The kernel process was ordered and has not answered yet.</summary>
    Starting,

    /// <summary>The kernel waits for work.</summary>
    Idle,

    /// <summary>The kernel works.</summary>
    Busy,

    /// <summary>The old kernel process is being replaced by a new one on somebody's order.</summary>
    Restarting,

    /// <summary>The kernel process is gone; its journal is kept, and a restart is possible.</summary>
    Dead,

    /// <summary>The session is over: stopped, or its supervisor is gone. Nothing leads out of this state.</summary>
    Ended,

    /// <summary>A slot of the warm pool: the kernel process was ordered for nobody yet and has not answered.</summary>
    Warming,

    /// <summary>A slot of the warm pool: the kernel waits to become somebody's and takes nothing from anybody until then.</summary>
    Warm,
}

/// <summary>What can happen to a session.</summary>
public enum SessionEvent
{
    /// <summary>The kernel answered for the first time.</summary>
    KernelReady,

    /// <summary>The kernel reported that it works.</summary>
    KernelBusy,

    /// <summary>The kernel reported that it waits.</summary>
    KernelIdle,

    /// <summary>The kernel process ended without an order to.</summary>
    KernelDied,

    /// <summary>Somebody ordered a new kernel process.</summary>
    RestartOrdered,

    /// <summary>Somebody ordered the end of the session, or its supervisor is gone.</summary>
    SessionEnded,

    /// <summary>The launcher made a warm slot somebody's session.</summary>
    Claimed,
}
