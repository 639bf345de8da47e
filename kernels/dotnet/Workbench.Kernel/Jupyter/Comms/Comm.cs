using System.Collections.Concurrent;
using System.Text.Json;

namespace Workbench.Kernel.Jupyter.Comms;

/// <summary>A conversation with the page that sent a request ("Messaging in Jupyter", Custom messages). Whoever opened it disposes it.</summary>
internal sealed class Comm(OpenComms owner, string id, string target, string session) : IDisposable
{
    /// <summary>More than these may not wait: the page has to stop sending until they are read.</summary>
    private const int MaxWaiting = 65_536;

    private readonly BlockingCollection<CommMessage> received = new(MaxWaiting);

    public string Id => id;

    public string Target => target;

    /// <summary>Only the page with which the conversation goes on may speak in it.</summary>
    public bool IsWith(string otherSession) => session.Length == 0 || session == otherSession;

    /// <summary>The next message, or null when none comes in time.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public CommMessage? Next(TimeSpan limit, CancellationToken cancellation) =>
        received.TryTake(out var message, (int)limit.TotalMilliseconds, cancellation) ? message : null;

    public void Receive(CommMessage message) => received.TryAdd(message);

    /// <summary>Tells the page that it is over, unless the page has said so first.</summary>
    public void Dispose()
    {
        owner.Close(this);
        received.Dispose();
    }
}

/// <param name="Data">Whatever the two have agreed on.</param>
/// <param name="IsLast">The page has closed the conversation with it.</param>
internal sealed record CommMessage(JsonElement Data, bool IsLast);
