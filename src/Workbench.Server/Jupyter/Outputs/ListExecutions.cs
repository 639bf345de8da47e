using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>GET /api/workbench/sessions/{kernelId}/executions: see <see cref="ExecutionReport"/>.</summary>
internal static class ListExecutions
{
    public static void MapExecutions(this IEndpointRouteBuilder routes) =>
        routes.MapGet(ApiGroup.Prefix + "/sessions/{kernelId}/executions", Handle).WithName("listExecutions").WithTags("sessions");

    private static Results<Ok<ExecutionReport>, RefusalResult> Handle(string kernelId, Caller caller, IKernelHouse kernels, KernelRecorders recorders) =>
        kernels.Find(caller.Name, kernelId) is { } kernel
            ? TypedResults.Ok(recorders.Of(kernel).Report())
            : RefusalResult.Of(ServerRefusals.SessionUnknown, "There is no such session.", "Start the notebook's kernel again.");
}
