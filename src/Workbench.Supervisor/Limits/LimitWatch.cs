using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Limits;

/// <summary>
/// Notices that a session reached one of its limits while its kernel lives on. Each limit is told once per cell and again only
/// after it was seen to be free, so that a program that fails in a loop does not fill the journal with advice.
/// </summary>
internal sealed class LimitWatch
{
    private readonly SupervisorLimits _limits;
    private readonly GroupMeter _meter;
    private readonly IReadOnlyList<(string Limit, string Folder)> _places;
    private readonly HashSet<string> _full = [];
    private long _processRefusals;
    private long _memoryKills;

    public LimitWatch(SupervisorLimits limits, string sessionFolder)
    {
        _limits = limits;
        _meter = new GroupMeter(limits.Groups);
        _processRefusals = _meter.ProcessRefusals();
        _memoryKills = _meter.MemoryKills();
        var holds = limits.Limits.Holds;
        _places =
        [
            .. holds.Home ? [(LimitTexts.Home, Path.Combine(sessionFolder, "home"))] : Array.Empty<(string, string)>(),
            .. holds.Temporary ? [(LimitTexts.Temporary, Path.Combine(sessionFolder, "tmp")), (LimitTexts.Temporary, Path.Combine(sessionFolder, "shm"))] : Array.Empty<(string, string)>(),
        ];
    }

    public GroupMeter Meter => _meter;

    /// <summary>Limits that were reached since the last call.</summary>
    public IReadOnlyList<string> Check()
    {
        var reached = new List<string>();
        var refusals = _meter.ProcessRefusals();
        if (refusals > _processRefusals)
        {
            _processRefusals = refusals;
            reached.Add(LimitTexts.Processes);
        }

        var kills = _meter.MemoryKills();
        if (kills > _memoryKills)
        {
            _memoryKills = kills;
            reached.Add(LimitTexts.Memory);
        }

        foreach (var (limit, folder) in _places)
        {
            if (!FolderSpace.IsFull(folder))
            {
                _full.Remove(folder);
            }
            else if (_full.Add(folder))
            {
                reached.Add(limit);
            }
        }

        return reached;
    }

    /// <summary>Home or temporary, whichever is full now; null when none is.</summary>
    public string? FullPlace() => _places.Where(place => FolderSpace.IsFull(place.Folder)).Select(place => place.Limit).FirstOrDefault();

    public string Text(string limit) => LimitTexts.For(limit, _limits.Limits.Profile);
}
