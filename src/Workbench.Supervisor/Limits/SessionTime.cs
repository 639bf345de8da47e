namespace Workbench.Supervisor.Limits;

/// <summary>What to do about a session's age.</summary>
internal enum TimeVerdict
{
    GoOn,

    /// <summary>Tell the owner, once, that the end is near.</summary>
    Warn,

    End,
}

/// <summary>How long a session may live. Ages come from a clock that does not jump.</summary>
/// <param name="longest">The profile's limit.</param>
internal sealed class SessionTime(TimeSpan longest)
{
    public static TimeSpan Notice { get; } = TimeSpan.FromMinutes(15);

    private bool _warned;

    public TimeVerdict Decide(TimeSpan age)
    {
        if (age >= longest)
        {
            return TimeVerdict.End;
        }

        if (_warned || longest - age > Notice)
        {
            return TimeVerdict.GoOn;
        }

        _warned = true;
        return TimeVerdict.Warn;
    }
}
