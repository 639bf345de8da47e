using System.Security.Claims;
using Workbench.Server.Identity;

namespace Workbench.Server.Edge;

/// <summary>
/// What a browser can be made to send without its person's will is refused here, before any handler: state-changing calls and
/// WebSockets from a foreign page (Origin), and cookie calls without the page's secret (X-XSRFToken). A call that carries an
/// API token was not made by a tricked browser and needs neither.
/// </summary>
internal sealed class CallCheck(RequestDelegate next)
{
    private const string XsrfHeader = "X-XSRFToken";

    public Task InvokeAsync(HttpContext call)
    {
        var changes = !(HttpMethods.IsGet(call.Request.Method) || HttpMethods.IsHead(call.Request.Method) || HttpMethods.IsOptions(call.Request.Method));
        var socket = IsWebSocket(call.Request);

        // A call that presents a token is judged by the token alone, right or wrong: its cookie is not looked at.
        if (PresentedToken.Of(call.Request) is not null || !(changes || socket))
        {
            BrowserSession.Renew(call);
            return next(call);
        }

        var signedIn = call.User.FindFirstValue(Claims.Xsrf);
        if (!OriginFits(call.Request, mustBePresent: socket))
        {
            return Problems.WriteAsync(call, Problems.ForeignOrigin);
        }

        return changes && signedIn is not null && !SecretKey.Same(call.Request.Headers[XsrfHeader].ToString(), signedIn)
            ? Problems.WriteAsync(call, Problems.XsrfMissing)
            : next(call);
    }

    // HTTP/2 opens a WebSocket by CONNECT with :protocol (RFC 8441), HTTP/1.1 by GET with Upgrade (RFC 6455, 4.1).
    private static bool IsWebSocket(HttpRequest request) =>
        request.HttpContext.WebSockets.IsWebSocketRequest
        || request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool OriginFits(HttpRequest request, bool mustBePresent)
    {
        // Browsers tell it for every cross-site call, and no page can forge it (Fetch Metadata).
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return false;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? !mustBePresent
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
