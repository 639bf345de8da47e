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
    public void Event_in_state_leads_to(SessionState from, SessionEvent happened, SessionState to) =>
        Assert.Equal(to, SessionTransitions.Apply(from, happened));

    [Fact]
    public void Ended_is_reached_from_everywhere_and_left_by_nothing()
    {
        Assert.All(Enum.GetValues<SessionState>(), state => Assert.Equal(SessionState.Ended, SessionTransitions.Apply(state, SessionEvent.SessionEnded)));
        Assert.All(Enum.GetValues<SessionEvent>(), happened => Assert.Equal(SessionState.Ended, SessionTransitions.Apply(SessionState.Ended, happened)));
    }

    [Fact]
    public void Table_has_each_pair_once() =>
        Assert.Equal(SessionTransitions.All.Count, SessionTransitions.All.DistinctBy(row => (row.From, row.Event)).Count());
}
