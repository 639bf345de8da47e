using System.Collections.Concurrent;
using System.ComponentModel;

namespace Workbench.Kernel.Sharing;

/// <summary>Where a value waits that a language takes by code of its own: <c>var x = Handover.Take(7)</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Handover
{
    private static readonly ConcurrentDictionary<int, object?> Waiting = new();
    private static int last;

    /// <summary>Gives the value that was left under the ticket, once.</summary>
    public static object? Take(int ticket) => Waiting.TryRemove(ticket, out var value) ? value : null;

    internal static int Leave(object? value)
    {
        var ticket = Interlocked.Increment(ref last);
        Waiting[ticket] = value;
        return ticket;
    }
}
