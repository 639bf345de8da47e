using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Sessions;

/// <summary>PATCH /api/sessions/{id}: another path, name or type, or another kernel (the old one is then stopped).</summary>
internal static class ChangeNotebookSession
{
    public static async Task<IResult> HandleAsync(
        string id, JupyterBody body, Caller caller, NotebookSessions sessions, WorkspaceStore workspaces, IKernelHouse kernels, ProjectChooser projects,
        KernelSpecCatalogue catalogue, KernelRecorders recorders, IOptions<JupyterOptions> options, CancellationToken cancel)
    {
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        if (sessions.Find(caller.Name, id) is not { } session)
        {
            return NotebookSessionRoutes.NoSuchSession();
        }

        var changed = session with
        {
            Path = body.Text("path")?.Trim('/') ?? session.Path,
            Name = body.Text("name") ?? session.Name,
            Type = body.Text("type") ?? session.Type,
        };
        var project = body.Text("project") ?? StartNotebookSession.ProjectOf(workspaces, caller, changed.Path);
        var (kernel, problem) = await OtherKernelAsync(body.Json["kernel"] as JsonObject ?? [], project, caller, kernels, projects, catalogue, options.Value, cancel);
        if (problem is not null)
        {
            return problem;
        }

        if (kernel is not null && kernel.Id != session.KernelId)
        {
            recorders.KeepOutputs(session.KernelId);
            changed = changed with { KernelId = kernel.Id };
        }

        sessions.Put(changed);
        if (changed.KernelId != session.KernelId)
        {
            await kernels.StopAsync(session.KernelId, CancellationToken.None);
        }

        return JupyterJson.Ok(NotebookSessionModel.Of(changed, kernels, recorders));
    }

    private static async Task<(IKernel? Kernel, IResult? Problem)> OtherKernelAsync(
        JsonObject asked, string? project, Caller caller, IKernelHouse kernels, ProjectChooser projects, KernelSpecCatalogue catalogue,
        JupyterOptions options, CancellationToken cancel)
    {
        if (JupyterBody.Text(asked, "id") is { } kernelId)
        {
            return kernels.Find(caller.Name, kernelId) is { } other ? (other, null) : (null, JupyterJson.NoSuchKernel());
        }

        return JupyterBody.Text(asked, "name") is { } specName
            ? await StartKernel.ForAsync(caller, specName, project, kernels, projects, catalogue, options, cancel)
            : (null, null);
    }
}
