using Workbench.Notebooks.Contents;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>PATCH {path}: move or rename. A running session of the notebook follows, so that its outputs still find it.</summary>
internal static class RenameContents
{
    public static IResult Handle(ContentsTarget target, JupyterBody body, Caller caller, NotebookSessions sessions)
    {
        if ((target.Problem ?? body.Problem) is { } problem)
        {
            return problem;
        }

        if (target.IsCheckpoints || body.Text("path") is not { } wanted)
        {
            return JupyterJson.Error(StatusCodes.Status400BadRequest, "The body must be {\"path\": the new path}.", "malformed");
        }

        if (!ContentsPath.Parse(wanted).Succeeded(out var to, out var refusal) || !target.Workspace.Rename(target.Path, to).Succeeded(out var model, out refusal))
        {
            return ContentsErrors.Of(refusal);
        }

        sessions.Renamed(caller.Name, target.Path, to);
        return JupyterJson.Ok(model);
    }
}
