using Workbench.Notebooks.Sessions;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>When a session without work is stopped: state, minutes without work, minutes since the warning; the limit is 60 minutes, the notice 5.</summary>
public sealed class IdleRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SessionState.Idle, 10, null, IdleVerdict.Keep)]
    [InlineData(SessionState.Idle, 54, null, IdleVerdict.Keep)]
    [InlineData(SessionState.Idle, 56, null, IdleVerdict.Warn)]
    [InlineData(SessionState.Idle, 58, 2, IdleVerdict.Warn)]
    [InlineData(SessionState.Idle, 61, 5, IdleVerdict.Stop)]
    [InlineData(SessionState.Idle, 61, 4, IdleVerdict.Warn)]
    [InlineData(SessionState.Dead, 61, 5, IdleVerdict.Stop)]
    [InlineData(SessionState.Ended, 61, 5, IdleVerdict.Stop)]

    // Work that began after the warning, and work that lasts.
    [InlineData(SessionState.Idle, 1, 5, IdleVerdict.Keep)]
    [InlineData(SessionState.Busy, 61, 5, IdleVerdict.Keep)]
    [InlineData(SessionState.Busy, 100_000, null, IdleVerdict.Keep)]
    [InlineData(SessionState.Starting, 61, 5, IdleVerdict.Keep)]
    [InlineData(SessionState.Restarting, 61, 5, IdleVerdict.Keep)]

    // A clock that jumped forward, or a server that has just started: the warning comes first. One that jumped back stops nobody.
    [InlineData(SessionState.Idle, 100_000, null, IdleVerdict.Warn)]
    [InlineData(SessionState.Idle, -500, 5, IdleVerdict.Keep)]
    public void Session_is_kept_warned_or_stopped(SessionState state, int idleMinutes, int? warnedMinutes, IdleVerdict expected) => Assert.Equal(
        expected,
        IdleRule.Decide(state, Now - TimeSpan.FromMinutes(idleMinutes), TimeSpan.FromMinutes(60), warnedMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null, Now));
}
