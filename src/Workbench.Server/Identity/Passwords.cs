using Microsoft.AspNetCore.Identity;

namespace Workbench.Server.Identity;

/// <summary>Checks passwords; the counting of failures and the lockout are ASP.NET Core Identity's.</summary>
internal sealed class Passwords(UserManager<Account> accounts, IPasswordHasher<Account> hasher)
{
    private static readonly Account Nobody = new() { UserName = "nobody" };
    private static string? nobodysHash;

    /// <summary>The account, or null when name or password are wrong, the account is locked or has no password. All take the time of one hash.</summary>
    public async Task<Account?> CheckAsync(string name, string password)
    {
        var account = await accounts.FindByNameAsync(name);
        if (account?.PasswordHash is null || await accounts.IsLockedOutAsync(account))
        {
            nobodysHash ??= hasher.HashPassword(Nobody, SecretKey.New());
            hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
            return null;
        }

        if (!await accounts.CheckPasswordAsync(account, password))
        {
            await accounts.AccessFailedAsync(account);
            return null;
        }

        await accounts.ResetAccessFailedCountAsync(account);
        return account;
    }

    /// <summary>What is wrong with a wished password, in words, or null.</summary>
    public async Task<string?> WhatIsWrongAsync(Account account, string password)
    {
        foreach (var validator in accounts.PasswordValidators)
        {
            var valid = await validator.ValidateAsync(accounts, account, password);
            if (!valid.Succeeded)
            {
                return string.Join(' ', valid.Errors.Select(error => error.Description));
            }
        }

        return null;
    }

    /// <summary>Sets the password, ends a lockout, and ends all browser sessions of the account (its stamp changes).</summary>
    public async Task SetAsync(Account account, string password)
    {
        account.PasswordHash = hasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await accounts.UpdateSecurityStampAsync(account);
    }
}
