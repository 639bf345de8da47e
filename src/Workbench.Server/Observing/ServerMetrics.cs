using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using Workbench.Cohorts.Broker;
using Workbench.Governance.People;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Observing;

/// <summary>
/// GET /metrics: figures about the server in Prometheus' text format, for admins (a Prometheus server signs in with an
/// admin's API token). Counts by kind, status and route only: no name of a person, notebook, cohort or patient is in them.
/// Nothing is sent anywhere; who wants the figures fetches them.
/// </summary>
internal static class ServerMetrics
{
    private const string MeterName = "Workbench.Server";

    public static IServiceCollection AddServerMetrics(this IServiceCollection services)
    {
        services.AddSingleton<SessionMeter>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(MeterName, BrokerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        return services;
    }

    public static void MapServerMetrics(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<SessionMeter>();
        app.MapPrometheusScrapingEndpoint("/metrics").Add(endpoint =>
        {
            var show = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = call => Caller.Of(call) is { } caller && caller.Has(Role.Admin)
                ? show(call)
                : Problems.WriteAsync(call, Problems.NotAllowed);
        });
    }

    /// <summary>How many sessions there are now, by kernel and state.</summary>
    internal sealed class SessionMeter : IDisposable
    {
        private readonly Meter meter = new(MeterName);

        public SessionMeter(SessionRegistry registry) => meter.CreateObservableGauge(
            "workbench.sessions",
            () => registry.Sessions
                .GroupBy(session => (session.KernelSpecName, session.State))
                .Select(group => new Measurement<int>(
                    group.Count(), new("kernel", group.Key.KernelSpecName), new("state", group.Key.State.ToString().ToLowerInvariant()))),
            "{session}", "Sessions at work, by kernel and state.");

        public void Dispose() => meter.Dispose();
    }
}
