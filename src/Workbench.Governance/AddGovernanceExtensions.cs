using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Governance.Storage;

namespace Workbench.Governance;

/// <summary>Registers governance: <see cref="GovernanceStore"/> for changes, contexts for reading.</summary>
public static class AddGovernanceExtensions
{
    public static IServiceCollection AddGovernance(this IServiceCollection services, GovernanceOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<IDbContextFactory<GovernanceContext>>(new GovernanceDatabase(options));
        services.AddSingleton(provider => new GovernanceStore(
            provider.GetRequiredService<IDbContextFactory<GovernanceContext>>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddScoped(provider => provider.GetRequiredService<GovernanceStore>().Read());
        return services;
    }
}
