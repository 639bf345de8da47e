using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;
using Workbench.Server.People;

namespace Workbench.Server.CommandLine;

/// <summary>links: the demo's sign-in links, or without the demo the link of the first admin until it was used. One "name url" a line.</summary>
internal static class LinksVerb
{
    private const string FirstAdmin = "admin";

    public static async Task<int> RunAsync(LinksCommand command)
    {
        await using var scope = Offline.OpenExisting(command.Data);
        var keys = scope.Get<DemoSignIn>().Keys().ToList();
        if (keys.Count == 0 && await InviteFirstAdminAsync(scope) is { } first)
        {
            keys.Add(first);
        }

        foreach (var (person, key) in keys)
        {
            await Console.Out.WriteLineAsync($"{person} {new Uri(command.Address, InvitePerson.SignInPath(key))}");
        }

        if (keys.Count == 0)
        {
            await Console.Error.WriteLineAsync("There is an admin already: sign in with name and password.");
        }

        return 0;
    }

    /// <summary>Null when an admin with a way to sign in is there.</summary>
    private static async Task<(string, string)?> InviteFirstAdminAsync(OfflineScope scope)
    {
        var people = await scope.Get<GovernanceContext>().People.Where(person => person.Active).ToListAsync();
        var admins = people.Where(person => person.Roles.Contains(Role.Admin)).Select(person => person.Name).ToList();
        var identity = scope.Get<IdentityContext>();
        if (await identity.Users.AnyAsync(account => admins.Contains(account.UserName!) && (account.PasswordHash != null || account.ExternalName != null)))
        {
            return null;
        }

        if (admins is [var waiting, ..])
        {
            await scope.Get<Accounts>().EnsureAsync(waiting);
            return (waiting, await scope.Get<Invitations>().InviteAsync(waiting, CancellationToken.None));
        }

        var added = await scope.Get<Accounts>().AddAsync(Actor.Installer, FirstAdmin, "First Admin", [Role.Admin], null, CancellationToken.None);
        return added.Allowed
            ? (FirstAdmin, added.Value.InvitationKey)
            : throw new UsageException($"The first admin could not be made: {added.Refusal.Message}");
    }
}
