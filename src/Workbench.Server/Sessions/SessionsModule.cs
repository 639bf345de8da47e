using Workbench.Cohorts.Broker;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Server.Hosting;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Sessions;

/// <summary>Kernels at work, and the broker's doors to them.</summary>
internal static class SessionsModule
{
    public static IServiceCollection AddSessions(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(new SnapshotStore(folder.Snapshots));
        var broker = new BrokerOptions { SnapshotsFolder = folder.Snapshots, ScratchFolder = folder.BrokerScratch };
        services.AddSingleton(provider => new BrokerHost(
            broker,
            provider.GetRequiredService<GovernanceStore>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(_ => new SnapshotExposure(broker));
        services.AddSingleton<RowFilterCheck>(provider => provider.GetRequiredService<SnapshotExposure>().CheckRowFilter);

        services.AddSingleton<ProjectChooser>(provider => (caller, asked, cancel) =>
            SessionProject.ChooseAsync(provider.GetRequiredService<GovernanceStore>(), caller, asked, cancel));

        services.AddSingleton(new LauncherClient(folder.LauncherSocket));
        services.AddSingleton<KernelEngine, LocalKernelEngine>();
        services.AddSingleton(new KernelSpecCatalogue(folder.Runtime));
        services.AddSingleton<SessionSupport>();
        services.AddSingleton(provider => new SessionRegistry(
            provider.GetRequiredService<KernelEngine>(), provider.GetRequiredService<SessionSupport>().Hooks, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SessionsAtStart>();
        services.AddSingleton<SessionEnding>();
        services.AddSingleton<IdleSessions>().AddHostedService(provider => provider.GetRequiredService<IdleSessions>());
        return services;
    }

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("").WithTags("Sessions");
        ListSessions.Map(sessions);
        StopSession.Map(sessions);
        ListSessionPermits.Map(sessions);
        ListProfiles.Map(sessions);
        ChangeProfiles.Map(sessions);
    }
}
