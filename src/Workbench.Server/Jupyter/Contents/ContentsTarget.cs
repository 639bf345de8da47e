using System.Reflection;
using Workbench.Notebooks.Contents;
using Workbench.Server.Identity;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>
/// What a contents address names: a checked path in the caller's own workspace, and behind it perhaps "/checkpoints" or
/// "/checkpoints/{id}". There is no way to name another person's workspace.
/// </summary>
internal sealed record ContentsTarget(Workspace Workspace, ContentsPath Path, bool IsCheckpoints, string? CheckpointId, IResult? Problem)
{
    public static ValueTask<ContentsTarget> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var workspace = context.RequestServices.GetRequiredService<WorkspaceStore>().For(Caller.Of(context)!.Name);
        var text = ((string?)context.Request.RouteValues["path"] ?? "").Trim('/');
        var (ofCheckpoints, checkpointId) = (false, (string?)null);
        var names = text.Split('/');
        if (names.Length > 1 && names[^1] == "checkpoints")
        {
            (ofCheckpoints, text) = (true, string.Join('/', names[..^1]));
        }
        else if (names.Length > 2 && names[^2] == "checkpoints")
        {
            (ofCheckpoints, checkpointId, text) = (true, names[^1], string.Join('/', names[..^2]));
        }

        return ValueTask.FromResult(ContentsPath.Parse(text).Succeeded(out var path, out var refusal)
            ? new ContentsTarget(workspace, path, ofCheckpoints, checkpointId, null)
            : new ContentsTarget(workspace, ContentsPath.Root, ofCheckpoints, checkpointId, ContentsErrors.Of(refusal)));
    }
}
