using System.Text.Encodings.Web;
using System.Text.Json;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Jupyter;

/// <summary>Answers and errors in the form that Jupyter clients read.</summary>
internal static class JupyterJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by JSON parsers, served as JSON with nosniff
        Converters = { new WireTime() },
        MaxDepth = NotebookJson.MaxDepth + 8,
    };

    public static IResult Ok<T>(T value) => Results.Json(value, Options);

    public static IResult Created<T>(T value, string address) => new CreatedResult<T>(value, address);

    /// <summary>An error as Jupyter writes it. <paramref name="reason"/> is a stable code.</summary>
    public static IResult Error(int status, string message, string reason) =>
        Results.Json(new { message, reason }, Options, statusCode: status);

    public static IResult NoSuchKernel() => Error(StatusCodes.Status404NotFound, "There is no such kernel.", "kernel-unknown");

    private sealed class CreatedResult<T>(T value, string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = address;
            return Results.Json(value, Options, statusCode: StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }
    }
}
