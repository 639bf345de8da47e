namespace Workbench.Client;

/// <summary>
/// Lets a cell call without await. The work runs on the pool, so that no context of the calling thread can be waited for
/// by what it waits for; the calling thread can be interrupted while it waits.
/// </summary>
internal static class Blocking
{
    public static T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        using var cancellation = new CancellationTokenSource();
        var task = Task.Run(() => work(cancellation.Token));
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (ThreadInterruptedException)
        {
            cancellation.Cancel();
            throw;
        }
    }
}
