using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>POST sign-in: name and password for a cookie.</summary>
internal static class SignInWithPassword
{
    public sealed record PasswordSignIn(string Name, string Password);

    /// <param name="Name">Who is signed in now.</param>
    public sealed record SignedIn(string Name);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sign-in", HandleAsync).WithName("signIn").AllowAnonymous().RequireRateLimiting(WorkbenchServer.SignInLimit);

    private static async Task<Results<Ok<SignedIn>, RefusalResult>> HandleAsync(
        PasswordSignIn body, HttpContext call, Passwords passwords, GovernanceStore store, GovernanceContext governance, CancellationToken cancel)
    {
        var name = body.Name.Trim().ToLowerInvariant();
        var person = await governance.People.SingleOrDefaultAsync(p => p.Name == name && p.Active, cancel);
        var account = await passwords.CheckAsync(name, body.Password);
        if (account is null || person is null)
        {
            await SignInRecord.RefusedAsync(store, person?.Name, "password", cancel);
            return RefusalResult.Of(
                ServerRefusals.SignInFailed, "The name or the password is wrong, or the account is locked for a while.",
                "Check both; after five wrong passwords wait a quarter of an hour, or ask an admin for a new link.");
        }

        await BrowserSession.StartAsync(call, account);
        await SignInRecord.SignedInAsync(store, person, "password", cancel);
        return TypedResults.Ok(new SignedIn(person.Name));
    }
}
