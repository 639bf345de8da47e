using Workbench.Notebooks.Contents;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>The one place that knows which HTTP status a refusal of a workspace has.</summary>
internal static class ContentsErrors
{
    public static IResult Of(ContentsRefusal refusal) => Results.Json(
        new { message = refusal.Message, reason = refusal.Code, hash = refusal.CurrentHash, kept = refusal.KeptAs },
        JupyterJson.Options,
        statusCode: StatusOf(refusal.Code));

    private static int StatusOf(string code) => code switch
    {
        ContentsRefusal.NotFound => StatusCodes.Status404NotFound,
        ContentsRefusal.AlreadyThere or ContentsRefusal.Conflict => StatusCodes.Status409Conflict,
        ContentsRefusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ContentsRefusal.StorageFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };
}
