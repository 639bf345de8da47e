using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Sessions;

/// <summary>What to do about a session that does no work.</summary>
public enum IdleVerdict
{
    /// <summary>Nothing; a warning that was given is void.</summary>
    Keep,

    /// <summary>Tell its owner that it will be stopped.</summary>
    Warn,

    /// <summary>Its owner has been told long enough ago: stop it.</summary>
    Stop,
}

/// <summary>
/// When a session that does no work is stopped. It looks at what the kernel does and nothing else: an open page or a ping keeps
/// nothing alive, and a cell that runs for days is never stopped. Nobody is stopped without a warning, whatever the clock does:
/// after a clock jump, or a restart of the server, the warning comes first.
/// </summary>
public static class IdleRule
{
    /// <summary>Between warning and stop.</summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromMinutes(5);

    /// <param name="state">What the kernel does.</param>
    /// <param name="lastActivity">When it last changed between busy and idle.</param>
    /// <param name="limit">How long a session of this profile may do nothing.</param>
    /// <param name="sinceWarning">How long ago the owner was warned, by a clock that does not jump; null: not yet.</param>
    /// <param name="now">The time.</param>
    public static IdleVerdict Decide(SessionState state, DateTimeOffset lastActivity, TimeSpan limit, TimeSpan? sinceWarning, DateTimeOffset now)
    {
        if (state is SessionState.Busy or SessionState.Starting or SessionState.Restarting || now - lastActivity < limit - Notice)
        {
            return IdleVerdict.Keep;
        }

        return sinceWarning is { } warned && warned >= Notice && now - lastActivity >= limit ? IdleVerdict.Stop : IdleVerdict.Warn;
    }
}
