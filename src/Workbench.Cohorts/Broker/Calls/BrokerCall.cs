using Microsoft.AspNetCore.Http;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Broker.Listening;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Storage;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>What every call can use.</summary>
internal sealed record BrokerServices(
    BrokerOptions Options,
    GovernanceStore Store,
    VerifiedSnapshots Snapshots,
    FilterParser Filters,
    TableReader Tables,
    FiguresReader Figures)
{
    /// <summary>Where images lie, for the snapshots that were asked for last.</summary>
    public ImagePlaces Images { get; } = new();
}

/// <summary>One call of one session.</summary>
internal sealed record BrokerCall(HttpContext Http, SessionCaller Caller, BrokerServices Services)
{
    public GovernanceStore Store => Services.Store;

    public CancellationToken Aborted => Http.RequestAborted;

    public DateTimeOffset Now => Services.Store.Clock.GetUtcNow();
}
