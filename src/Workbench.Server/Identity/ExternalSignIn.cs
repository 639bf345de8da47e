using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Workbench.Server.Identity;

/// <summary>
/// The end of a sign-in at another provider. The first time, the name that an admin recorded is matched and the provider's
/// subject is kept; from then on the subject alone counts, so that a name given to somebody else later opens nothing.
/// </summary>
internal static class ExternalSignIn
{
    public static async Task CompleteAsync(TicketReceivedContext ticket, string nameClaim)
    {
        var call = ticket.HttpContext;
        var accounts = call.RequestServices.GetRequiredService<UserManager<Account>>();
        var account = await FindAsync(accounts, ticket.Scheme.Name, ticket.Principal, nameClaim, call.RequestAborted);
        if (account is null)
        {
            ticket.Response.Redirect("/sign-in?refused=unknown-person");
        }
        else
        {
            await BrowserSession.StartAsync(call, account);
            ticket.Response.Redirect("/");
        }

        ticket.HandleResponse();
    }

    private static async Task<Account?> FindAsync(
        UserManager<Account> accounts, string provider, ClaimsPrincipal? principal, string nameClaim, CancellationToken cancel)
    {
        if (principal?.FindFirstValue("sub") is not { Length: > 0 } subject)
        {
            return null;
        }

        if (await accounts.FindByLoginAsync(provider, subject) is { } known)
        {
            return known;
        }

        var name = principal.FindFirstValue(nameClaim);
        var account = string.IsNullOrEmpty(name) ? null : await accounts.Users.SingleOrDefaultAsync(a => a.ExternalName == name, cancel);
        if (account is null || (await accounts.GetLoginsAsync(account)).Any(login => login.LoginProvider == provider))
        {
            return null;
        }

        await accounts.AddLoginAsync(account, new UserLoginInfo(provider, subject, provider));
        return account;
    }
}
