using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Jupyter;

/// <summary>
/// The JSON object in a call's body, whatever its content type says: Jupyter's own client library sends JSON as text/plain.
/// An empty body counts as an empty object. A handler takes it as a parameter and looks at <see cref="Problem"/> first.
/// </summary>
internal sealed record JupyterBody(JsonObject Json, IResult? Problem)
{
    /// <summary>A body of more than so many times the limit is not even taken in to be thrown away.</summary>
    private const int MostDrained = 4;

    public static async ValueTask<JupyterBody> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            if (await DrainedAsync(context))
            {
                return TooLarge();
            }

            using var bytes = new MemoryStream((int)Math.Clamp(context.Request.ContentLength ?? 0, 0, 8 << 20));
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            if (bytes.Length == 0)
            {
                return new JupyterBody([], null);
            }

            return NotebookJson.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) is JsonObject json
                ? new JupyterBody(json, null)
                : Refused(StatusCodes.Status400BadRequest, "The body must be a JSON object.", "malformed");
        }
        catch (JsonException failure)
        {
            return Refused(StatusCodes.Status400BadRequest, $"The body is not valid JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}).", "malformed");
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
    }

    /// <summary>
    /// Takes in and throws away a body that says it is too large. Answering before it is sent would close the connection under
    /// a browser that is still sending, and its user would read "network error" instead of the reason.
    /// </summary>
    private static async Task<bool> DrainedAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength is not { } length || limit is not { IsReadOnly: false, MaxRequestBodySize: { } most } || length <= most)
        {
            return false;
        }

        if (length <= most * MostDrained)
        {
            limit.MaxRequestBodySize = length;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        return true;
    }

    private static JupyterBody TooLarge() =>
        Refused(StatusCodes.Status413PayloadTooLarge, "The body is larger than the server takes. Clear large outputs, or upload in pieces.", "too-large");

    /// <summary>The string of this name, or null when it is absent or something else.</summary>
    public string? Text(string name) => Text(Json, name);

    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? MultilineText.Read(value) : null;

    private static JupyterBody Refused(int status, string message, string code) => new([], JupyterJson.Error(status, message, code));
}
