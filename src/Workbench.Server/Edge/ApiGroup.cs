using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;

namespace Workbench.Server.Edge;

/// <summary>The server's own API: one address prefix, one limit on bodies, one form of errors.</summary>
internal static class ApiGroup
{
    public const string Prefix = "/api/workbench";

    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        return app.MapGroup(Prefix)
            .WithMetadata(new RequestSizeLimitAttribute(limits.MaxApiBodyBytes))
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/healthz", () => TypedResults.Text("ok")).AllowAnonymous().ExcludeFromDescription();
}
