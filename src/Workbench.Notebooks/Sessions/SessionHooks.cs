namespace Workbench.Notebooks.Sessions;

/// <summary>What the server does around a session. All are awaited.</summary>
public sealed record SessionHooks
{
    /// <summary>
    /// The session's folder is there and no cell can have run yet (at start), or the session was found again after a restart
    /// of the server. The server opens the broker's socket in <see cref="SessionInfo.BrokerFolder"/>: bind b.sock, then
    /// mode 0660; its group comes from the folder. Throwing stops the start.
    /// </summary>
    public Func<SessionInfo, CancellationToken, Task> FolderReady { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>The session is over; the server closes the broker's socket. The folder is about to be removed.</summary>
    public Func<SessionInfo, Task> Ended { get; init; } = static _ => Task.CompletedTask;
}
