using Workbench.Notebooks.Contents;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>
/// POST on a folder: a new untitled notebook, file or folder, or a copy ({copy_from}). POST on /checkpoints keeps the
/// present version; POST on /checkpoints/{id} restores one.
/// </summary>
internal static class CreateContents
{
    public static IResult Handle(ContentsTarget target, JupyterBody body)
    {
        if ((target.Problem ?? body.Problem) is { } problem)
        {
            return problem;
        }

        if (target.IsCheckpoints)
        {
            return target.CheckpointId is { } id ? Restore(target, id) : Keep(target);
        }

        var outcome = body.Text("copy_from") is { } source ? Copy(target, source)
            : target.Workspace.CreateUntitled(target.Path, body.Text("type") ?? TypeFor(body.Text("ext")), body.Text("ext"));
        return outcome.Succeeded(out var model, out var refusal)
            ? JupyterJson.Created(model, $"/api/contents/{string.Join('/', model.Path.Split('/').Select(Uri.EscapeDataString))}")
            : ContentsErrors.Of(refusal);
    }

    private static ContentsOutcome<ContentsModel> Copy(ContentsTarget target, string source) =>
        ContentsPath.Parse(source).Succeeded(out var from, out var refusal) ? target.Workspace.Copy(from, target.Path) : refusal;

    private static string TypeFor(string? extension) => extension == ".ipynb" ? "notebook" : "file";

    private static IResult Keep(ContentsTarget target) =>
        target.Workspace.CreateCheckpoint(target.Path).Succeeded(out var kept, out var refusal)
            ? JupyterJson.Created(kept, $"/api/contents/{Uri.EscapeDataString(target.Path.Text)}/checkpoints/{kept.Id}")
            : ContentsErrors.Of(refusal);

    private static IResult Restore(ContentsTarget target, string id) =>
        target.Workspace.RestoreCheckpoint(target.Path, id).Refusal is { } refusal ? ContentsErrors.Of(refusal) : Results.NoContent();
}
