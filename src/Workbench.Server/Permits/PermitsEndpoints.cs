namespace Workbench.Server.Permits;

/// <summary>Granted access: listed, explained in clauses, taken back.</summary>
internal static class PermitsEndpoints
{
    public static void MapPermits(this IEndpointRouteBuilder api)
    {
        var permits = api.MapGroup("").WithTags("Permits");
        ListPermits.Map(permits);
        PreviewRevocation.Map(permits);
        TakeBackPermit.Map(permits);
    }
}
