namespace Workbench.Cohorts.Broker;

/// <summary>How the broker works; the defaults are for one machine.</summary>
public sealed record BrokerOptions
{
    /// <summary>The folder of all snapshots.</summary>
    public required string SnapshotsFolder { get; init; }

    /// <summary>
    /// A folder that only the server can open. Answers are made here in files that have no name any more when the first
    /// byte goes out. It is created, and emptied at start.
    /// </summary>
    public required string ScratchFolder { get; init; }

    /// <summary>Calls of one session that are answered at the same time; more are refused. Default: 4.</summary>
    public int CallsAtOncePerSession { get; init; } = 4;

    /// <summary>Calls per second of one session, sustained; five times as many in a burst. Default: 50.</summary>
    public int CallsPerSecondPerSession { get; init; } = 50;

    /// <summary>Queries at work at the same time over all sessions; more wait. Default: 4.</summary>
    public int QueriesAtOnce { get; init; } = 4;

    /// <summary>Threads of one query. Default: the machine's processors, at most 4.</summary>
    public int ThreadsPerQuery { get; init; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Memory of one query, MiB. Default: 512.</summary>
    public int MemoryPerQueryMegabytes { get; init; } = 512;

    /// <summary>A query that takes longer is ended. Default: 5 minutes.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
