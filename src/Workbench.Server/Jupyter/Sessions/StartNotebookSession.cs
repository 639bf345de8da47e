using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Sessions;

/// <summary>
/// POST /api/sessions. Asking again for the same path gives the session that is there, so that two tabs of one notebook
/// share its kernel, even when both ask at the same moment.
/// </summary>
internal static class StartNotebookSession
{
    private const int MaxPathLength = 1000;

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> OneAtATime = new(StringComparer.Ordinal);

    public static async Task<IResult> HandleAsync(
        JupyterBody body, Caller caller, NotebookSessions sessions, WorkspaceStore workspaces, IKernelHouse kernels, ProjectChooser projects,
        KernelSpecCatalogue catalogue, KernelRecorders recorders, IOptions<JupyterOptions> options, CancellationToken cancel)
    {
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        var path = (body.Text("path") ?? (body.Json["notebook"] is JsonObject old ? JupyterBody.Text(old, "path") : null))?.Trim('/');
        if (path is not { Length: > 0 and <= MaxPathLength })
        {
            return JupyterJson.Error(StatusCodes.Status400BadRequest, $"A session needs a path of at most {MaxPathLength} characters.", "malformed");
        }

        var turn = OneAtATime.GetOrAdd(caller.Name, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancel);
        try
        {
            if (sessions.AtPath(caller.Name, path) is { } existing)
            {
                return Created(existing, kernels, recorders);
            }

            var asked = body.Json["kernel"] as JsonObject ?? [];
            var kernel = JupyterBody.Text(asked, "id") is { } id ? kernels.Find(caller.Name, id) : null;
            if (kernel is null)
            {
                var project = body.Text("project") ?? ProjectOf(workspaces, caller, path) ?? ProjectOf(workspaces, caller, NamedBeside(path, body.Text("name")));
                (kernel, var problem) = await StartKernel.ForAsync(
                    caller, JupyterBody.Text(asked, "name"), project, kernels, projects, catalogue, options.Value, cancel,
                    body.Text("profile"));
                if (problem is not null)
                {
                    return problem;
                }
            }

            var session = new NotebookSession(
                RandomNumberGenerator.GetHexString(32, lowercase: true), caller.Name, path, body.Text("name") ?? "", body.Text("type") ?? "notebook", kernel!.Id);
            sessions.Put(session);
            return Created(session, kernels, recorders);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The project that the notebook at a path names. Clients of Jupyter know nothing of projects, so the document carries it.</summary>
    internal static string? ProjectOf(WorkspaceStore workspaces, Caller caller, string path) =>
        ContentsPath.Parse(path).Succeeded(out var parsed, out _) && workspaces.For(caller.Name).ReadNotebook(parsed).Succeeded(out var notebook, out _)
            ? notebook.Project
            : null;

    // JupyterLab starts a kernel under a path that it makes up in the notebook's folder, with the notebook's name beside it, and moves the
    // session to the real path when the kernel runs; which is too late for its project.
    private static string NamedBeside(string path, string? name) => $"{path[..(path.LastIndexOf('/') + 1)]}{name}";

    private static IResult Created(NotebookSession session, IKernelHouse kernels, KernelRecorders recorders) =>
        JupyterJson.Created(NotebookSessionModel.Of(session, kernels, recorders), $"/api/sessions/{session.Id}");
}
