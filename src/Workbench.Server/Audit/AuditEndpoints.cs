namespace Workbench.Server.Audit;

/// <summary>The record that things happened.</summary>
internal static class AuditEndpoints
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditStanding>();

    public static void MapAudit(this IEndpointRouteBuilder api) => ListAudit.Map(api.MapGroup("").WithTags("Audit"));
}
