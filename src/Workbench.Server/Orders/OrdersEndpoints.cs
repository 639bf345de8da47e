namespace Workbench.Server.Orders;

/// <summary>Instructions to build a snapshot: placed, decided, built by another process.</summary>
internal static class OrdersEndpoints
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<SnapshotBuilds>();
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotBuilds>());
        return services;
    }

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("").WithTags("Orders");
        ListOrders.Map(orders);
        PlaceOrder.Map(orders);
        ShowOrderRisk.Map(orders);
        ApproveOrder.Map(orders);
        TurnDownOrder.Map(orders);
    }
}
