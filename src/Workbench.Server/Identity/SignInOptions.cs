using System.ComponentModel.DataAnnotations;

namespace Workbench.Server.Identity;

/// <summary>How people sign in (section "SignIn").</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Hours without any call after which a browser has to sign in again. Default 12.</summary>
    [Range(1, 24 * 14)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong passwords in a row that lock an account. Default 5.</summary>
    [Range(1, 100)]
    public int FailuresBeforeLockout { get; set; } = 5;

    /// <summary>Minutes that a locked account stays locked. Default 15.</summary>
    [Range(1, 24 * 60)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Shortest password. Default 12 characters; no rule about kinds of characters (NIST SP 800-63B, 5.1.1.2).</summary>
    [Range(8, 128)]
    public int ShortestPassword { get; set; } = 12;

    /// <summary>Days in which an invitation can be used. Default 7.</summary>
    [Range(1, 90)]
    public int InvitationDays { get; set; } = 7;

    /// <summary>Microsoft Entra ID, by Microsoft.Identity.Web. Off without a client id.</summary>
    public EntraOptions Entra { get; set; } = new();

    /// <summary>Any OpenID Connect provider. Off without an authority.</summary>
    public OpenIdConnectProviderOptions OpenIdConnect { get; set; } = new();
}

/// <summary>The parts of a Microsoft Entra ID registration that sign-in needs.</summary>
public sealed class EntraOptions
{
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    public string TenantId { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that is compared with the name an admin gave the account. Default preferred_username.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    public bool Enabled => ClientId.Length > 0 || TenantId.Length > 0;
}

/// <summary>An OpenID Connect provider (OpenID Connect Core 1.0, code flow with PKCE).</summary>
public sealed class OpenIdConnectProviderOptions
{
    /// <summary>What the sign-in button says.</summary>
    public string Title { get; set; } = "Single sign-on";

    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that is compared with the name an admin gave the account. Default preferred_username.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    public bool Enabled => Authority.Length > 0 || ClientId.Length > 0;
}
