using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>
/// POST sign-in/link: the key of a link for a cookie. A demo link signs its person in, as often as wanted; an invitation works
/// once and sets the password.
/// </summary>
internal static class SignInByLink
{
    /// <param name="Key">The key out of the link.</param>
    /// <param name="Password">For an invitation: the password to set. Left out, the answer is the refusal password-needed and the link stays good.</param>
    public sealed record LinkSignIn(string Key, string? Password = null);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sign-in/link", HandleAsync).WithName("signInByLink").AllowAnonymous().RequireRateLimiting(WorkbenchServer.SignInLimit);

    private static async Task<Results<Ok<SignInWithPassword.SignedIn>, RefusalResult>> HandleAsync(
        LinkSignIn body, HttpContext call, DemoSignIn demo, Invitations invitations, Passwords passwords,
        UserManager<Account> accounts, GovernanceStore store, GovernanceContext governance, CancellationToken cancel)
    {
        var demoPerson = demo.PersonOf(body.Key);
        var name = demoPerson ?? await invitations.InvitedAsync(body.Key, cancel);
        var person = name is null ? null : await governance.People.SingleOrDefaultAsync(p => p.Name == name && p.Active, cancel);
        var account = person is null ? null : await accounts.FindByNameAsync(person.Name);
        if (person is null || account is null)
        {
            await SignInRecord.RefusedAsync(store, name, "link", cancel);
            return RefusalResult.Of(ServerRefusals.LinkUnknown, "This link is unknown, used or too old.", "Ask an admin for a new one.");
        }

        if (demoPerson is null && await AcceptAsync(body, invitations, passwords, account, cancel) is { } refused)
        {
            return refused;
        }

        await BrowserSession.StartAsync(call, account);
        await SignInRecord.SignedInAsync(store, person, demoPerson is null ? "invitation" : "demo link", cancel);
        return TypedResults.Ok(new SignInWithPassword.SignedIn(person.Name));
    }

    private static async Task<RefusalResult?> AcceptAsync(
        LinkSignIn body, Invitations invitations, Passwords passwords, Account account, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(body.Password))
        {
            return RefusalResult.Of(ServerRefusals.PasswordNeeded, "This link sets the password of a new account.", "Choose a password.");
        }

        if (await passwords.WhatIsWrongAsync(account, body.Password) is { } wrong)
        {
            return RefusalResult.Of(ServerRefusals.PasswordWeak, wrong, "Choose another password; the link is still good.");
        }

        if (!await invitations.RedeemAsync(body.Key, cancel))
        {
            return RefusalResult.Of(ServerRefusals.LinkUnknown, "This link was used just now.", "Sign in with the password, or ask an admin for a new link.");
        }

        await passwords.SetAsync(account, body.Password);
        return null;
    }
}
