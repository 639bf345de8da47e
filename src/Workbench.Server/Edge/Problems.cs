using Microsoft.AspNetCore.Mvc;

namespace Workbench.Server.Edge;

/// <summary>
/// Problem details (RFC 9457) as every error of the server's own API has them: a stable <c>code</c>, and <c>nextStep</c> where
/// there is one. <c>message</c> repeats the detail for Jupyter clients, which look for it.
/// </summary>
internal static class Problems
{
    public static readonly ProblemDetails SignInNeeded = Make(401, "sign-in-needed", "Nobody is signed in.", "Sign in and try again.");
    public static readonly ProblemDetails NotAllowed = Make(403, "not-allowed", "This is not allowed.");
    public static readonly ProblemDetails XsrfMissing = Make(403, "xsrf-missing", "The call did not carry the page's X-XSRFToken.", "Load the page again.");
    public static readonly ProblemDetails ForeignOrigin = Make(403, "foreign-origin", "The call came from a page of another site.");
    public static readonly ProblemDetails NotFound = Make(404, "not-found", "There is nothing at this address.");
    public static readonly ProblemDetails TooManyAttempts = Make(429, "too-many-attempts", "Too many attempts.", "Wait a minute and try again.");
    public static readonly ProblemDetails Unexpected = Make(500, "unexpected", "The server failed. Nothing was changed by this call unless it says so.", "Try again; the server's log has the reason.");

    public static ProblemDetails Make(int status, string code, string detail, string? nextStep = null, object? clause = null)
    {
        var problem = new ProblemDetails { Status = status, Title = TitleOf(status), Detail = detail, Type = $"https://workbench/refusals/{code}" };
        problem.Extensions["code"] = code;
        problem.Extensions["message"] = detail;
        problem.Extensions["clause"] = clause;
        problem.Extensions["nextStep"] = nextStep;
        return problem;
    }

    public static Task WriteAsync(HttpContext call, ProblemDetails problem)
    {
        call.Response.StatusCode = problem.Status ?? 500;
        return call.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", call.RequestAborted);
    }

    private static string TitleOf(int status) => status switch
    {
        400 => "Not understood",
        401 => "Sign-in needed",
        403 => "Refused",
        404 => "Not found",
        405 => "Method not allowed",
        409 => "Conflict",
        413 => "Too large",
        415 => "Wrong content type",
        429 => "Too many requests",
        503 => "Not available",
        _ => "Failed",
    };
}
