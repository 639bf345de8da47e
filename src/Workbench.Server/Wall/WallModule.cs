namespace Workbench.Server.Wall;

/// <summary>The red-team pack, on demand.</summary>
internal static class WallModule
{
    public static IServiceCollection AddWall(this IServiceCollection services) => services.AddSingleton<WallRuns>();

    public static void MapWall(this IEndpointRouteBuilder api)
    {
        var wall = api.MapGroup("").WithTags("Wall");
        ShowWall.Map(wall);
        AttackWall.Map(wall);
    }
}
