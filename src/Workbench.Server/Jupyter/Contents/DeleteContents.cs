namespace Workbench.Server.Jupyter.Contents;

/// <summary>DELETE: a file with its kept versions, an empty folder, or one kept version.</summary>
internal static class DeleteContents
{
    public static IResult Handle(ContentsTarget target)
    {
        if (target.Problem is not null)
        {
            return target.Problem;
        }

        if (target is { IsCheckpoints: true, CheckpointId: null })
        {
            return JupyterJson.Error(StatusCodes.Status405MethodNotAllowed, "Say which kept version to delete.", "method-not-allowed");
        }

        var outcome = target.CheckpointId is { } id ? target.Workspace.DeleteCheckpoint(target.Path, id) : target.Workspace.Delete(target.Path);
        return outcome.Refusal is { } refusal ? ContentsErrors.Of(refusal) : Results.NoContent();
    }
}
