using Microsoft.AspNetCore.Identity;

namespace Workbench.Server.Identity;

/// <summary>
/// How a person proves who they are. <see cref="IdentityUser{TKey}.UserName"/> is the person's name in Governance, where roles
/// and activity are kept: this table says nothing about what somebody may do.
/// </summary>
public sealed class Account : IdentityUser
{
    /// <summary>The name under which a configured identity provider knows this person; set by an admin, null for local sign-in only.</summary>
    public string? ExternalName { get; set; }
}
