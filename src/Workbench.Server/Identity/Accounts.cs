using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;

namespace Workbench.Server.Identity;

/// <summary>Makes a person known with a way to sign in. The person is Governance's, the account is ours.</summary>
internal sealed class Accounts(GovernanceStore store, UserManager<Account> accounts, Invitations invitations)
{
    /// <param name="InvitationKey">For the link by which the person sets a password.</param>
    public sealed record Added(Person Person, Account Account, string InvitationKey);

    /// <param name="externalName">The name under which the identity provider knows the person, or null.</param>
    public async Task<Outcome<Added>> AddAsync(
        Actor actor, string name, string displayName, IReadOnlyCollection<Role> roles, string? externalName, CancellationToken cancel)
    {
        if (externalName is not null && await accounts.Users.AnyAsync(account => account.ExternalName == externalName, cancel))
        {
            return new Refusal(RefusalCodes.NameTaken, "Another account has this external name.", NextStep: "Check the name at the identity provider.");
        }

        var outcome = await AddPerson.ExecuteAsync(store, actor, name, displayName, roles, cancel);
        if (!outcome.Allowed)
        {
            return outcome.Refusal;
        }

        var account = await EnsureAsync(outcome.Value.Name, externalName);
        return new Added(outcome.Value, account, await invitations.InviteAsync(outcome.Value.Name, cancel));
    }

    /// <summary>The account of a person, made when it is not there yet.</summary>
    public async Task<Account> EnsureAsync(string personName, string? externalName = null)
    {
        if (await accounts.FindByNameAsync(personName) is { } known)
        {
            return known;
        }

        var account = new Account { UserName = personName, ExternalName = string.IsNullOrWhiteSpace(externalName) ? null : externalName.Trim() };
        var created = await accounts.CreateAsync(account);
        return created.Succeeded
            ? account
            : throw new InvalidOperationException($"The account could not be made: {string.Join(' ', created.Errors.Select(error => error.Code))}.");
    }
}
