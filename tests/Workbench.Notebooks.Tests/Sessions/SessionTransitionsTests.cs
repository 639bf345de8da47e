using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

public sealed class SessionTransitionsTests
{
    [Theory]
    [InlineData(SessionState.Starting, SessionEvent.KernelReady, SessionState.Idle)]
    [InlineData(SessionState.Idle, SessionEvent.KernelBusy, SessionState.Busy)]
    [InlineData(SessionState.Busy, SessionEvent.KernelIdle, SessionState.Idle)]
    [InlineData(SessionState.Busy, SessionEvent.KernelDied, SessionState.Dead)]
    [InlineData(SessionState.Dead, SessionEvent.RestartOrdered, SessionState.Restarting)]
    [InlineData(SessionState.Restarting, SessionEvent.KernelReady, SessionState.Idle)]
    [InlineData(SessionState.Restarting, SessionEvent.KernelDied, SessionState.Dead)]
    [InlineData(SessionState.Dead, SessionEvent.KernelIdle, SessionState.Dead)]
    [InlineData(SessionState.Dead, SessionEvent.KernelBusy, SessionState.Dead)]
    [InlineData(SessionState.Restarting, SessionEvent.KernelIdle, SessionState.Restarting)]
    [InlineData(SessionState.Warming, SessionEvent.KernelReady, SessionState.Warm)]
    [InlineData(SessionState.Warming, SessionEvent.Claimed, SessionState.Warming)]
    [InlineData(SessionState.Warm, SessionEvent.Claimed, SessionState.Idle)]
    [InlineData(SessionState.Warm, SessionEvent.RestartOrdered, SessionState.Warm)]
    [InlineData(SessionState.Warm, SessionEvent.KernelBusy, SessionState.Ended)]
    [InlineData(SessionState.Warm, SessionEvent.KernelDied, SessionState.Ended)]
    [InlineData(SessionState.Idle, SessionEvent.Claimed, SessionState.Idle)]
    [InlineData(SessionState.Dead, SessionEvent.Claimed, SessionState.Dead)]
    public void Event_in_state_leads_to(SessionState from, SessionEvent happened, SessionState to) =>
        Assert.Equal(to, SessionTransitions.Apply(from, happened));

    [Fact]
    public void Ended_is_reached_from_everywhere_and_left_by_nothing()
    {
        Assert.All(Enum.GetValues<SessionState>(), state => Assert.Equal(SessionState.Ended, SessionTransitions.Apply(state, SessionEvent.SessionEnded)));
        Assert.All(Enum.GetValues<SessionEvent>(), happened => Assert.Equal(SessionState.Ended, SessionTransitions.Apply(SessionState.Ended, happened)));
    }

    [Fact]
    public void Warm_is_left_once_and_nothing_leads_back() =>
        Assert.All(SessionTransitions.All, row => Assert.True(row.From is SessionState.Warming or SessionState.Warm || row.To is not (SessionState.Warming or SessionState.Warm)));

    [Fact]
    public void Table_has_each_pair_once() =>
        Assert.Equal(SessionTransitions.All.Count, SessionTransitions.All.DistinctBy(row => (row.From, row.Event)).Count());
}
