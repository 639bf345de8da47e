namespace Workbench.Supervisor.Kernels;

/// <summary>
/// Which requests a kernel is working on, by its own "busy" and "idle" messages. A kernel answers its control channel while a
/// cell runs, so "idle" means only that one request is done. Bounded, because the kernel chooses the ids.
/// </summary>
internal sealed class BusyParents
{
    private const int Most = 4096;
    private readonly HashSet<string> _working = [];

    public bool Any => _working.Count > 0;

    public void Busy(string parent)
    {
        if (_working.Count < Most)
        {
            _working.Add(parent);
        }
    }

    public void Idle(string parent) => _working.Remove(parent);

    public void Clear() => _working.Clear();
}
