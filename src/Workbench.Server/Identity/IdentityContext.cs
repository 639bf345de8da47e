using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Workbench.Server.Identity;

/// <summary>Accounts, API tokens and invitations. It stands apart from Governance so that the raw side, which reads Governance, holds no password hash.</summary>
public sealed class IdentityContext(DbContextOptions<IdentityContext> options) : IdentityUserContext<Account>(options)
{
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.Property(a => a.ExternalName).HasMaxLength(256);
            account.HasIndex(a => a.ExternalName).IsUnique();
        });
        builder.Entity<ApiToken>(token =>
        {
            token.HasKey(t => t.Id);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasIndex(t => t.PersonName);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.HasKey(i => i.Hash);
            invitation.HasIndex(i => i.PersonName);
        });
    }
}
