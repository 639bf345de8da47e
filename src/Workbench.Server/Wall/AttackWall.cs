using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Wall;

/// <summary>
/// POST wall: runs all attacks in real sessions of this host, in the name of the admin who asks; those sessions are in the audit
/// like any other. Answers at once; GET tells how it goes. It takes one or two minutes, in which other sessions go on.
/// </summary>
internal static class AttackWall
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/wall", Handle).WithName("attackWall");

    private static Results<Accepted<WallReport>, RefusalResult> Handle(Caller caller, WallRuns runs)
    {
        if (!caller.Has(Role.Admin))
        {
            return Answer.NotFor("Attacking the wall", "an admin");
        }

        return runs.TryStart(caller.Name)
            ? TypedResults.Accepted("/api/workbench/wall", runs.Report())
            : RefusalResult.Of(RefusalCodes.WrongState, "The attacks are being run already.", "Wait for that run to end.");
    }
}
