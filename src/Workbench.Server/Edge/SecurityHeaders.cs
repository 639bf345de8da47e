namespace Workbench.Server.Edge;

/// <summary>
/// Headers of every answer. The content security policy is also a wall of the product: an output of a notebook can neither run
/// script nor load anything from another host, so it cannot carry data out by an address.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // style-src needs 'unsafe-inline' for the editor and the charts; script-src is 'self' alone, without eval.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext call)
    {
        // When the answer starts: whatever makes an error page clears the headers that were set before it.
        call.Response.OnStarting(static state => Set((HttpContext)state), call);
        return next(call);
    }

    private static Task Set(HttpContext call)
    {
        var headers = call.Response.Headers;
        if (ScriptFrame.IsAt(call.Request.Path))
        {
            headers.ContentSecurityPolicy = ScriptFrame.Policy;
            headers.XFrameOptions = "SAMEORIGIN";
            headers["Connection-Allowlist"] = "()"; // browsers that know it refuse every connection, whatever opens it
        }
        else
        {
            headers.ContentSecurityPolicy = Policy;
            headers.XFrameOptions = "DENY";
        }

        headers.XContentTypeOptions = "nosniff";
        headers["X-DNS-Prefetch-Control"] = "off"; // a link in an output must not have its host looked up
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        if (call.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
