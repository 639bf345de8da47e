using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Wall;

/// <summary>GET wall: all attacks, and how the last run on this host went; for admins. Asked again while a run is under way.</summary>
internal static class ShowWall
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/wall", Handle).WithName("showWall");

    private static Results<Ok<WallReport>, RefusalResult> Handle(Caller caller, WallRuns runs) => caller.Has(Role.Admin)
        ? TypedResults.Ok(runs.Report())
        : Answer.NotFor("The wall's attacks", "an admin");
}
