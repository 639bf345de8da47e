using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Protocol.Launching;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Notebooks;

/// <summary>POST notebooks: a new notebook in the caller's workspace, under a free name; with a cohort, its first cell opens it.</summary>
internal static class CreateNotebook
{
    /// <param name="Name">Wished name, with or without ".ipynb". Default: the cohort's, or "untitled".</param>
    /// <param name="Kernel">Name of a kernel spec. Default: C#.</param>
    /// <param name="Cohort">Name of a cohort to begin with.</param>
    /// <param name="Project">Name of one of the caller's projects that the notebook works for. Default: none is named.</param>
    public sealed record NewNotebook(string? Name = null, string? Kernel = null, string? Cohort = null, string? Project = null);

    public sealed record CreatedNotebook(string Path);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/notebooks", HandleAsync).WithName("createNotebook");

    private static async Task<Results<Ok<CreatedNotebook>, RefusalResult>> HandleAsync(
        NewNotebook body, Caller caller, WorkspaceStore workspaces, GovernanceContext governance, CancellationToken cancel)
    {
        if (!KernelSpecs.TryFind(body.Kernel ?? KernelSpecs.All[0].Name, out var kernel))
        {
            return RefusalResult.Of(
                ServerRefusals.KernelUnknown, "There is no such kernel.", $"Kernels: {string.Join(", ", KernelSpecs.All.Select(spec => spec.Name))}.");
        }

        if (body.Cohort is { } cohort && !await governance.Cohorts.AnyAsync(one => one.Name == cohort, cancel))
        {
            return Answer.Unknown(RefusalCodes.CohortUnknown, "cohort");
        }

        if (body.Project is { } project && !await governance.Projects.AnyAsync(one => one.Name == project && one.Members.Any(member => member.PersonId == caller.Id), cancel))
        {
            return Answer.Unknown(RefusalCodes.ProjectUnknown, "project");
        }

        var notebook = NotebookDocument.Empty(SecretKey.NewId(), SpecOf(kernel));
        if (body.Project is not null)
        {
            notebook.Project = body.Project;
        }

        if (body.Cohort is not null)
        {
            notebook.Root["cells"]![0]!["source"] = FirstCell(kernel, body.Cohort);
        }

        var wished = string.IsNullOrWhiteSpace(body.Name) ? body.Cohort ?? "untitled" : body.Name.Trim();
        var name = wished.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? wished : wished + ".ipynb";
        return workspaces.For(caller.Name).CreateNotebook(ContentsPath.Root, name, notebook).Succeeded(out var created, out var refusal)
            ? TypedResults.Ok(new CreatedNotebook(created.Path))
            : new RefusalResult(WorkspaceRefusals.Of(refusal));
    }

    private static JsonObject SpecOf(KernelSpec kernel) => new()
    {
        ["display_name"] = kernel.DisplayName,
        ["language"] = kernel.Language,
        ["name"] = kernel.Name,
    };

    // The name is a slug (Governance checks it), so it needs no quoting in any language.
    private static string FirstCell(KernelSpec kernel, string cohort) => kernel.Language == "python"
        ? $"import workbench\n\nframe = workbench.open(\"{cohort}\")\nframe"
        : $"var cohort = Cohorts.Open(\"{cohort}\");\ncohort.Describe()";
}
