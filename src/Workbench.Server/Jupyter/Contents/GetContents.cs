using Workbench.Notebooks.Contents;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>GET: a model with or without content and hash, or the list of kept versions. Query keys it does not know are ignored.</summary>
internal static class GetContents
{
    public static IResult Handle(ContentsTarget target, HttpRequest request)
    {
        if (target.Problem is not null)
        {
            return target.Problem;
        }

        if (target.IsCheckpoints)
        {
            return target.CheckpointId is not null ? JupyterJson.Error(StatusCodes.Status405MethodNotAllowed, "A kept version is restored (POST) or deleted.", "method-not-allowed")
                : target.Workspace.ListCheckpoints(target.Path).Succeeded(out var kept, out var missing) ? JupyterJson.Ok(kept)
                : ContentsErrors.Of(missing);
        }

        var query = new ContentsQuery
        {
            Type = NullIfEmpty(request.Query["type"]),
            Format = NullIfEmpty(request.Query["format"]),
            Content = request.Query["content"] != "0",
            Hash = request.Query["hash"] == "1",
        };
        if (query.Type is not (null or "file" or "notebook" or "directory") || query.Format is not (null or "text" or "base64" or "json"))
        {
            return JupyterJson.Error(StatusCodes.Status400BadRequest, "type is file, notebook or directory; format is text, base64 or json.", "malformed");
        }

        return target.Workspace.Get(target.Path, query).Succeeded(out var model, out var refusal) ? JupyterJson.Ok(model) : ContentsErrors.Of(refusal);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
