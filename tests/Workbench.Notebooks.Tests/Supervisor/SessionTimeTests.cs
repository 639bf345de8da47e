using Workbench.Supervisor.Limits;

namespace Workbench.Notebooks.Tests.Supervisor;

public sealed class SessionTimeTests
{
    [Fact]
    public void Session_of_a_day_is_warned_once_a_quarter_of_an_hour_before_its_end()
    {
        var time = new SessionTime(TimeSpan.FromHours(24));

        Assert.Equal(TimeVerdict.GoOn, time.Decide(TimeSpan.Zero));
        Assert.Equal(TimeVerdict.GoOn, time.Decide(TimeSpan.FromMinutes((24 * 60) - 16)));
        Assert.Equal(TimeVerdict.Warn, time.Decide(TimeSpan.FromMinutes((24 * 60) - 15)));
        Assert.Equal(TimeVerdict.GoOn, time.Decide(TimeSpan.FromMinutes((24 * 60) - 14)));
        Assert.Equal(TimeVerdict.End, time.Decide(TimeSpan.FromHours(24)));
        Assert.Equal(TimeVerdict.End, time.Decide(TimeSpan.FromHours(25)));
    }

    [Fact]
    public void Session_that_slept_past_its_end_is_ended_without_a_warning() =>
        Assert.Equal(TimeVerdict.End, new SessionTime(TimeSpan.FromHours(1)).Decide(TimeSpan.FromDays(2)));
}
