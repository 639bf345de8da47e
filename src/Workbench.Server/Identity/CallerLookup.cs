using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;

namespace Workbench.Server.Identity;

/// <summary>
/// Turns a valid cookie or token into a <see cref="Caller"/>, at every call: somebody who was set inactive, or whose password
/// changed since the cookie was made, is signed out by it.
/// </summary>
internal sealed class CallerLookup(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext call, GovernanceContext governance, IdentityContext identity)
    {
        if (call.User.FindFirstValue(Claims.Person) is { } name)
        {
            var person = await governance.People.AsNoTracking().SingleOrDefaultAsync(p => p.Name == name, call.RequestAborted);
            if (person is { Active: true } && await StampHoldsAsync(call, identity, name))
            {
                call.Features.Set(new Caller(person));
            }
            else
            {
                await ForgetAsync(call);
            }
        }

        await next(call);
    }

    private static async Task<bool> StampHoldsAsync(HttpContext call, IdentityContext identity, string name) =>
        call.User.FindFirstValue(Claims.Stamp) is not { } stamp
        || await identity.Users.AnyAsync(a => a.UserName == name && a.SecurityStamp == stamp, call.RequestAborted);

    private static async Task ForgetAsync(HttpContext call)
    {
        if (call.User.Identity?.AuthenticationType == Schemes.Cookie)
        {
            await call.SignOutAsync(Schemes.Cookie);
        }

        call.User = new ClaimsPrincipal(new ClaimsIdentity());
    }
}
