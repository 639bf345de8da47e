using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Workbench.Server.Identity;

/// <summary>
/// The cookie of a signed-in browser and, beside it, the readable <c>_xsrf</c> cookie whose value the page must send back as
/// X-XSRFToken. The value is part of the encrypted cookie, so that a planted <c>_xsrf</c> cookie is worth nothing.
/// </summary>
internal static class BrowserSession
{
    public const string CookieName = "workbench";
    public const string XsrfCookieName = "_xsrf";

    public static async Task StartAsync(HttpContext call, Account account)
    {
        var xsrf = SecretKey.New();
        var person = new ClaimsIdentity(
            [
                new Claim(Claims.Person, account.UserName!),
                new Claim(Claims.Stamp, account.SecurityStamp!),
                new Claim(Claims.Xsrf, xsrf),
            ],
            Schemes.Cookie, Claims.Person, null);
        await call.SignInAsync(Schemes.Cookie, new ClaimsPrincipal(person), new AuthenticationProperties { IsPersistent = false });
        Show(call, xsrf);
    }

    public static async Task EndAsync(HttpContext call)
    {
        await call.SignOutAsync(Schemes.Cookie);
        call.Response.Cookies.Delete(XsrfCookieName, new CookieOptions { Path = "/" });
    }

    /// <summary>Gives the page its value again when the browser lost or changed it.</summary>
    public static void Renew(HttpContext call)
    {
        if (call.User.FindFirstValue(Claims.Xsrf) is { } xsrf && call.Request.Cookies[XsrfCookieName] != xsrf)
        {
            Show(call, xsrf);
        }
    }

    private static void Show(HttpContext call, string xsrf) => call.Response.Cookies.Append(
        XsrfCookieName, xsrf,
        new CookieOptions { Path = "/", SameSite = SameSiteMode.Strict, Secure = call.Request.IsHttps, HttpOnly = false, IsEssential = true });
}
