namespace Workbench.Cohorts.Tests.Broker;

/// <summary>Stands still until it is moved.</summary>
public sealed class MovingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
