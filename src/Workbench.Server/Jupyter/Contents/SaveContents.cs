using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Contents;

/// <summary>
/// PUT: save. Beyond Jupyter's API a precondition may stand in If-Match (the hash that the client last saw, quoted) or
/// If-None-Match: * (must be new), RFC 9110 13.1; when it fails, 409 names where the refused version was kept.
/// </summary>
internal static class SaveContents
{
    public static IResult Handle(ContentsTarget target, JupyterBody body, HttpRequest request, Caller caller, KernelRecorders recorders)
    {
        if ((target.Problem ?? body.Problem) is { } problem)
        {
            return problem;
        }

        if (target.IsCheckpoints)
        {
            return JupyterJson.Error(StatusCodes.Status405MethodNotAllowed, "Kept versions are made with POST.", "method-not-allowed");
        }

        if (Chunk(body.Json["chunk"]) is not { } chunk)
        {
            return JupyterJson.Error(StatusCodes.Status400BadRequest, "chunk is a whole number: 1, 2, ... and -1 for the last piece.", "malformed");
        }

        if (CopyFrom(target, body) is { } copied)
        {
            return copied;
        }

        var upload = new ContentsUpload
        {
            Type = body.Text("type") ?? (target.Path.IsNotebookName ? "notebook" : "file"),
            Format = body.Text("format"),
            Content = body.Json["content"],
            Chunk = chunk == 0 ? null : chunk,
            ExpectedHash = Expected(request),
        };
        if (!target.Workspace.Save(target.Path, upload).Succeeded(out var saved, out var refusal))
        {
            return ContentsErrors.Of(refusal);
        }

        if (upload.Type == "notebook")
        {
            recorders.Saved(caller.Name, target.Path, upload.Content as JsonObject ?? []);
        }

        return saved.IsNew ? JupyterJson.Created(saved.Model, $"/api/contents/{Uri.EscapeDataString(target.Path.Text)}") : JupyterJson.Ok(saved.Model);
    }

    /// <summary>0 stands for "not in pieces", null for something that is no number.</summary>
    private static int? Chunk(JsonNode? node) => node is null ? 0
        : node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var chunk) && chunk != 0 ? chunk
        : null;

    private static IResult? CopyFrom(ContentsTarget target, JupyterBody body) => body.Json.ContainsKey("copy_from")
        ? JupyterJson.Error(StatusCodes.Status400BadRequest, $"Copies are made with POST on the folder, not with PUT on '{target.Path}'.", "malformed")
        : null;

    private static string? Expected(HttpRequest request)
    {
        if (request.Headers.IfNoneMatch == "*")
        {
            return "";
        }

        var match = request.Headers.IfMatch.ToString().Trim();
        return match.Length > 0 && match != "*" ? match.Trim('"') : null;
    }
}
