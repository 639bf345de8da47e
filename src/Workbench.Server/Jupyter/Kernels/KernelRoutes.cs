using Microsoft.Extensions.Options;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>/api/kernels: list, start, look at, interrupt, restart and stop the caller's own kernels.</summary>
internal static class KernelRoutes
{
    public static void MapKernels(this IEndpointRouteBuilder api)
    {
        api.MapGet("/kernels", (Caller caller, IKernelHouse kernels, KernelRecorders recorders) =>
            JupyterJson.Ok(kernels.OwnedBy(caller.Name).Select(kernel => KernelModel.Of(kernel, recorders))));
        api.MapPost("/kernels", StartAsync);
        api.MapGet("/kernels/{id}", (string id, Caller caller, IKernelHouse kernels, KernelRecorders recorders) =>
            kernels.Find(caller.Name, id) is { } kernel ? JupyterJson.Ok(KernelModel.Of(kernel, recorders)) : JupyterJson.NoSuchKernel());
        api.MapDelete("/kernels/{id}", StopAsync);
        api.MapPost("/kernels/{id}/interrupt", InterruptAsync);
        api.MapPost("/kernels/{id}/restart", RestartAsync);
    }

    private static async Task<IResult> StartAsync(
        JupyterBody body, Caller caller, IKernelHouse kernels, ProjectChooser projects, KernelSpecCatalogue catalogue, KernelRecorders recorders,
        IOptions<JupyterOptions> options, CancellationToken cancel)
    {
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        var (kernel, problem) = await StartKernel.ForAsync(
            caller, body.Text("name"), body.Text("project"), kernels, projects, catalogue, options.Value, cancel);
        return problem ?? JupyterJson.Created(KernelModel.Of(kernel!, recorders), $"/api/kernels/{kernel!.Id}");
    }

    private static async Task<IResult> StopAsync(string id, Caller caller, IKernelHouse kernels, KernelRecorders recorders, CancellationToken cancel)
    {
        if (kernels.Find(caller.Name, id) is null)
        {
            return JupyterJson.NoSuchKernel();
        }

        try
        {
            recorders.KeepOutputs(id);
            await kernels.StopAsync(id, cancel);
            return Results.NoContent();
        }
        catch (KernelEngineException failure)
        {
            return JupyterJson.Error(StatusCodes.Status503ServiceUnavailable, failure.Message, LauncherRefusals.LauncherUnreachable);
        }
    }

    private static async Task<IResult> InterruptAsync(string id, Caller caller, IKernelHouse kernels, CancellationToken cancel) =>
        kernels.Find(caller.Name, id) is not { } kernel ? JupyterJson.NoSuchKernel()
        : await kernel.InterruptAsync(cancel) is { } refusal ? Refused(refusal)
        : Results.NoContent();

    private static async Task<IResult> RestartAsync(string id, Caller caller, IKernelHouse kernels, KernelRecorders recorders, CancellationToken cancel) =>
        kernels.Find(caller.Name, id) is not { } kernel ? JupyterJson.NoSuchKernel()
        : await kernel.RestartAsync(cancel) is { } refusal ? Refused(refusal)
        : JupyterJson.Ok(KernelModel.Of(kernel, recorders));

    private static IResult Refused(SessionRefusal refusal) =>
        JupyterJson.Error(StatusCodes.Status409Conflict, refusal.Message, refusal.Code);
}
