using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Workbench.Server.Edge;

/// <summary>The one place where an exception becomes an answer. Its text stays in the log: it may quote what was sent.</summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext call, Exception exception, CancellationToken cancel)
    {
        // The framework holds its own log line back once an exception is handled here.
        if (exception is not BadHttpRequestException)
        {
            LogFailure(exception, call.Request.Method, call.GetEndpoint()?.DisplayName ?? "no endpoint");
        }

        await Problems.WriteAsync(call, exception is BadHttpRequestException bad ? Describe(bad.StatusCode) : Problems.Unexpected);
        return true;
    }

    /// <summary>The problem for a status that the framework chose itself.</summary>
    public static ProblemDetails Describe(int status) => status switch
    {
        400 => Problems.Make(400, "malformed", "The call is not what this address takes: a field is missing, has the wrong type, or the JSON is broken."),
        401 => Problems.SignInNeeded,
        403 => Problems.NotAllowed,
        404 => Problems.NotFound,
        405 => Problems.Make(405, "method-not-allowed", "This address does not take this method."),
        413 => Problems.Make(413, "too-large", "The body is larger than this address takes."),
        415 => Problems.Make(415, "not-json", "The body must be JSON, with content type application/json."),
        429 => Problems.TooManyAttempts,
        _ => Problems.Make(status, "failed", "The call could not be carried out."),
    };

    [LoggerMessage(1, LogLevel.Error, "A call failed: {Method} {Endpoint}")]
    private partial void LogFailure(Exception failure, string method, string endpoint);
}
