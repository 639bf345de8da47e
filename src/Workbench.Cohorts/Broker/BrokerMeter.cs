using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workbench.Cohorts.Broker;

/// <summary>Counts the broker's calls by status. Who asked for what is in the audit, not here.</summary>
public sealed class BrokerMeter : IDisposable
{
    public const string Name = "Workbench.Broker";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _calls;

    internal BrokerMeter() => _calls = _meter.CreateCounter<long>("workbench.broker.calls", "{call}", "Calls of sessions to the broker, by status.");

    internal void Answered(int status) => _calls.Add(1, new TagList { { "status", status } });

    public void Dispose() => _meter.Dispose();
}
