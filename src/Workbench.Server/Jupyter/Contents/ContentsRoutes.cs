using Microsoft.AspNetCore.Mvc;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>/api/contents: the caller's own workspace.</summary>
internal static class ContentsRoutes
{
    public static void MapContents(this IEndpointRouteBuilder api, JupyterOptions options)
    {
        // Routing allows nothing behind a catch-all, so one address serves a path and its checkpoints, as Jupyter has it.
        var contents = api.MapGroup("/contents").WithMetadata(new RequestSizeLimitAttribute(options.MaxContentsBodyBytes));
        contents.MapGet("/{**path}", GetContents.Handle);
        contents.MapPut("/{**path}", SaveContents.Handle);
        contents.MapPost("/{**path}", CreateContents.Handle);
        contents.MapPatch("/{**path}", RenameContents.Handle);
        contents.MapDelete("/{**path}", DeleteContents.Handle);
    }
}
