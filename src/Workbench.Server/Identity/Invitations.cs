using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workbench.Server.Identity;

/// <summary>Makes and redeems the single-use links by which people, the first admin too, set their password.</summary>
internal sealed class Invitations(IdentityContext identity, TimeProvider clock, IOptions<SignInOptions> options)
{
    /// <summary>A new key; an earlier unused one of the same person stops working.</summary>
    public async Task<string> InviteAsync(string personName, CancellationToken cancel)
    {
        var key = SecretKey.New();
        await identity.Invitations.Where(i => i.PersonName == personName && i.UsedAt == null).ExecuteDeleteAsync(cancel);
        identity.Invitations.Add(new Invitation
        {
            Hash = SecretKey.Hash(key),
            PersonName = personName,
            ExpiresAt = clock.GetUtcNow().UtcDateTime.AddDays(options.Value.InvitationDays),
        });
        await identity.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Who the key invites, or null when it is unknown, used or too old.</summary>
    public Task<string?> InvitedAsync(string key, CancellationToken cancel)
    {
        var (hash, now) = (SecretKey.Hash(key), clock.GetUtcNow().UtcDateTime);
        return identity.Invitations
            .Where(i => i.Hash == hash && i.UsedAt == null && i.ExpiresAt > now)
            .Select(i => i.PersonName)
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Uses the key up. False when somebody else did so first: the test and the change are one statement.</summary>
    public async Task<bool> RedeemAsync(string key, CancellationToken cancel)
    {
        var (hash, now) = (SecretKey.Hash(key), clock.GetUtcNow().UtcDateTime);
        var used = await identity.Invitations
            .Where(i => i.Hash == hash && i.UsedAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.UsedAt, now), cancel);
        return used == 1;
    }
}
